import { LOCALE_NAMES } from '@oson/messages';
import { Button, EmptyState, Logo, useFormat, useLocale } from '@oson/ui';
import { Languages, Moon, Store, Sun } from 'lucide-react';
import { useEffect, useState } from 'react';
import { fetchPinHashAhead } from '../../device/pin-hash.ts';
import { type StaffMember, staffInOrder } from '../../catalog/shelf.ts';
import { useStore } from '../../state/store.ts';
import { Corner } from '../sync/corner.tsx';
import { LanguageKeys, useThemeKey } from '../menu/appearance-keys.tsx';
import { QueueOverlay } from '../sync/queue-overlay.tsx';
import { useClock } from '../use-clock.ts';
import { storeShort } from '../store-short.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';
import { People } from './people.tsx';
import { PinEntry } from './pin-entry.tsx';
import { useCheckPin } from './use-check-pin.ts';

/** Who sells: tap a name, type the PIN. Works without a network. */
export function PinScreen() {
  const { pos } = useWorkplace();
  const t = usePosWords();
  const shelf = useShelf();
  const check = useCheckPin();
  const people = staffInOrder(shelf);
  const [chosen, setChosen] = useState<StaffMember | null>(null);
  const [forgot, setForgot] = useState(false);
  const [queue, setQueue] = useState(false);
  useEffect(fetchPinHashAhead, []);
  const person = chosen ?? (people.length === 1 ? (people[0] ?? null) : null);
  const enter = async (pin: string) => {
    if (!person) return t('pickName');
    const problem = await check(person.id, pin);
    if (problem === null) pos.session.set(person);
    return problem;
  };
  return (
    <div
      data-testid="pin-screen"
      className="till grid h-dvh grid-cols-1 grid-rows-[56px_minmax(0,1fr)] overflow-hidden"
    >
      <Head onQueue={() => setQueue(true)} />
      <main className="grid min-h-0 grid-cols-[minmax(0,1fr)_400px] max-sm:grid-cols-1 max-sm:grid-rows-[auto_minmax(0,1fr)] max-sm:overflow-y-auto">
        <section className="relative flex min-h-0 flex-col gap-5 overflow-y-auto px-8 pt-8 pb-6 max-sm:gap-3.5 max-sm:px-4 max-sm:py-5">
          <Title />
          {people.length === 0 ? (
            <EmptyState title={t('noStaff')} text={t('noStaffHint')} />
          ) : (
            <People people={people} chosen={person?.id ?? null} onChoose={setChosen} />
          )}
          <LastShift />
          <Foot />
        </section>
        <PinEntry
          key={person?.id ?? 'nobody'}
          title={forgot ? t('forgotHint') : person ? t('enterPin') : t('pickName')}
          sub={person?.name}
          disabled={person === null}
          onPin={enter}
          foot={
            <button
              type="button"
              onClick={() => setForgot(!forgot)}
              className="mx-auto min-h-14 rounded-2 px-4 font-550 text-on-plate-2"
            >
              {forgot ? t('back') : t('forgot')}
            </button>
          }
        />
      </main>
      {queue ? <QueueOverlay onClose={() => setQueue(false)} /> : null}
    </div>
  );
}

function Head({ onQueue }: { onQueue: () => void }) {
  const { pos } = useWorkplace();
  const { certificate } = useStore(pos.identity);
  return (
    <header className="flex items-stretch bg-surface shadow-[inset_0_-1px_0_var(--line)]">
      <span className="flex min-w-0 items-center gap-2.5 px-4 font-700">
        <Logo size={30} />
        <span className="cut">{certificate.chainName}</span>
      </span>
      <span className="cut flex-1 self-center px-4 text-ink-2 max-sm:px-0 max-sm:[&>*]:hidden">
        <span>
          {storeShort(certificate)} · {certificate.terminalName}
        </span>
      </span>
      <Corner onPress={onQueue} />
    </header>
  );
}

function Title() {
  const t = usePosWords();
  const { date, time } = useFormat();
  const now = useClock(10_000);
  return (
    <div className="flex items-baseline justify-between gap-4">
      <h1 className="text-32">{t('whoSells')}</h1>
      <span className="n inline-block text-ink-2 first-letter:uppercase max-sm:hidden">
        {date(now, 'weekday')} · {time(now)}
      </span>
    </div>
  );
}

/** What the drawer should hold before the first sale. */
function LastShift() {
  const { pos } = useWorkplace();
  const t = usePosWords();
  const { money, dateTime, time } = useFormat();
  const { staff } = useShelf();
  const open = useStore(pos.shift);
  const last = useStore(pos.lastShift);
  const name = staff.get(last?.staffId ?? '')?.name ?? '';
  const text = open
    ? null
    : last
      ? t('shiftClosedBy', {
          name,
          time: dateTime(last.closedAt),
          amount: money(last.countedCash),
        })
      : t('shiftNever');
  return (
    <div className="flex items-start gap-3.5 rounded-2 border border-line bg-surface px-4.5 py-4 max-sm:hidden">
      <Store aria-hidden="true" className="mt-0.5 text-turq" />
      <div className="min-w-0">
        <b className="font-600">
          {open ? t('shiftIsOpen', { time: time(open.openedAt) }) : t('shiftClosed')}
        </b>
        {text ? <div className="text-pretty text-ink-2">{text}</div> : null}
      </div>
    </div>
  );
}

function Foot() {
  const { locale } = useLocale();
  const theme = useThemeKey();
  const [languages, setLanguages] = useState(false);
  const t = usePosWords();
  return (
    <div className="mt-auto grid gap-3 max-sm:hidden">
      {languages ? <LanguageKeys onChosen={() => setLanguages(false)} /> : null}
      <div className="flex flex-wrap gap-2 text-ink-2 [&_.lucide]:text-ink-2">
        <Button
          variant="quiet"
          size="till"
          icon={<Languages />}
          data-testid="pin-language"
          className="px-2 !text-ink-2"
          onClick={() => setLanguages(!languages)}
        >
          {LOCALE_NAMES[locale]}
        </Button>
        <Button
          variant="quiet"
          size="till"
          icon={theme.isDark ? <Sun /> : <Moon />}
          className="px-2 !text-ink-2"
          onClick={theme.toggle}
        >
          {theme.isDark ? t('themeLight') : t('themeDark')}
        </Button>
      </div>
    </div>
  );
}
