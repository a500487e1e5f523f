import type { Tiyin } from '@oson/domain';
import { useFormat } from '@oson/ui';
import { usePosWords } from '../workplace.tsx';

/** The exact sum fills the row that the suggestions leave: no hole among the keys. */
const WIDTH: Record<number, string> = {
  0: 'col-span-2 max-sm:col-span-3',
  1: 'max-sm:col-span-2',
  2: 'col-span-2 max-sm:col-span-1',
};

/** The exact sum, which sells at once, and sums that a buyer is likely to hand over. */
export function QuickCash(props: {
  exact: Tiyin;
  typed: Tiyin | null;
  suggestions: readonly Tiyin[];
  /** The sheet has only just opened: a double tap must not sell. */
  asleep: boolean;
  isCash: boolean;
  /** Said in place of suggestions when the way is not cash. */
  note: string | null;
  onExact: () => void;
  onGive: (amount: Tiyin) => void;
}) {
  const { exact, typed, suggestions } = props;
  const t = usePosWords();
  const { money } = useFormat();
  const key =
    'n-big min-h-16 rounded-2 border border-edge bg-surface px-2 text-24 !font-550 !tracking-normal transition-colors fast active:bg-turq-soft max-sm:min-h-14 max-sm:text-18';
  const chosen = 'border-transparent !bg-turq-soft shadow-[inset_0_0_0_3px_var(--turq)]';
  return (
    <div className="grid min-h-0 flex-1 auto-rows-fr grid-cols-2 gap-2 max-sm:grid-cols-3">
      <button
        type="button"
        data-testid="pay-exact"
        disabled={props.asleep}
        onClick={props.onExact}
        className={`${key} ${WIDTH[suggestions.length] ?? ''}`}
      >
        <small className="block text-18 leading-[1.1] font-450 text-ink-2 max-sm:text-[15px]">
          {props.isCash ? t('exact') : t('wholeSum')}
        </small>
        {money(exact, { unit: false })}
      </button>
      {suggestions.map((amount, at) => (
        <button
          key={amount}
          type="button"
          data-testid="suggestion"
          aria-pressed={typed === amount}
          onClick={() => props.onGive(amount)}
          className={`${key} ${typed === amount ? chosen : ''} ${at === 2 ? 'max-sm:hidden' : ''}`}
        >
          {money(amount, { unit: false })}
        </button>
      ))}
      {props.note ? (
        <p className="col-span-2 self-center text-balance text-ink-2 max-sm:col-span-3">
          {props.note}
        </p>
      ) : null}
    </div>
  );
}
