import { Chip, useFormat, useLocale } from '@oson/ui';
import { nameIn, type TenderType } from '../../catalog/shelf.ts';
import type { Payment } from '../../pay/payment.ts';
import { usePosWords } from '../workplace.tsx';

/** Parts of a mixed payment that are settled; each can be taken out again. */
export function PaidParts(props: {
  types: readonly TenderType[];
  entries: Payment['entries'];
  onDrop: (at: number) => void;
}) {
  const t = usePosWords();
  const { locale } = useLocale();
  const { money } = useFormat();
  if (props.entries.length === 0) return null;
  return (
    <ul className="flex flex-none flex-wrap gap-2">
      {props.entries.map((entry, at) => {
        const type = props.types.find((each) => each.id === entry.tenderTypeId);
        const name = type ? nameIn(type, locale) : entry.kind;
        return (
          <li key={`${entry.tenderTypeId}-${entry.amount}`} data-testid="paid-part">
            <Chip on onRemove={() => props.onDrop(at)} removeLabel={t('takeOut', { name })}>
              <span className="text-18">
                {name} <b className="n font-650">{money(entry.amount, { unit: false })}</b>
              </span>
            </Chip>
          </li>
        );
      })}
    </ul>
  );
}
