import { Kbd, Sheet } from '@oson/ui';
import { usePosWords, useWorkplace } from '../workplace.tsx';

/** Which key does what. */
export default function KeysSheet() {
  const { desk } = useWorkplace();
  const t = usePosWords();
  const keys: [string, string][] = [
    ['F2', t('keySearch')],
    ['5 *', t('keyTimes')],
    ['↑ ↓', t('keyLines')],
    ['+ −', t('keyPlusMinus')],
    ['Del', t('keyDelete')],
    ['F4', t('park')],
    ['F7', t('customer')],
    ['F8', t('discount')],
    ['F9', t('pay')],
    ['Enter', t('keyEnter')],
    ['F10', t('keyReprint')],
    ['Esc', t('back')],
    ['?', t('help')],
  ];
  return (
    <Sheet open title={t('help')} closeLabel={t('close')} onClose={() => desk.sheet.set(null)}>
      <dl className="rounded-2 border border-line bg-surface px-4.5">
        {keys.map(([key, meaning]) => (
          <div
            key={key}
            className="flex min-h-12 items-center gap-4 border-t border-line first:border-t-0"
          >
            <dt className="w-24 flex-none">
              <Kbd className="!inline-block text-18">{key}</Kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
