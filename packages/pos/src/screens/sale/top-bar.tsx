import { Avatar, Kbd, useFormat } from '@oson/ui';
import { Menu, Search, X } from 'lucide-react';
import { type RefObject, useEffect } from 'react';
import { useStore } from '../../state/store.ts';
import { Corner } from '../sync/corner.tsx';
import { storeShort } from '../store-short.ts';
import { useClock } from '../use-clock.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';

const MINUTE_MS = 10_000;

/** Menu, search, clock; on a phone also the sync corner, which elsewhere stands over the cart. */
export function TopBarLeft({
  searchRef,
  onEnter,
}: {
  searchRef: RefObject<HTMLInputElement | null>;
  onEnter: () => void;
}) {
  const { desk } = useWorkplace();
  const t = usePosWords();
  return (
    <header className="col-start-1 row-start-2 flex min-w-0 items-stretch bg-surface shadow-[inset_0_-1px_0_var(--line)]">
      <button
        type="button"
        data-testid="open-menu"
        aria-label={t('menu')}
        onClick={() => desk.sheet.set({ is: 'menu' })}
        className="flex min-w-14 items-center justify-center gap-2.5 px-4 font-550 -outline-offset-3"
      >
        <Menu aria-hidden="true" />
        <span className="max-wide:hidden">{t('menu')}</span>
      </button>
      <SearchBox searchRef={searchRef} onEnter={onEnter} />
      <Clock />
      <div className="border-l border-line sm:hidden">
        <Corner />
      </div>
    </header>
  );
}

function SearchBox({
  searchRef,
  onEnter,
}: {
  searchRef: RefObject<HTMLInputElement | null>;
  onEnter: () => void;
}) {
  const { desk } = useWorkplace();
  const t = usePosWords();
  const query = useStore(desk.query);
  const times = useStore(desk.times);
  return (
    <label className="relative flex min-w-0 flex-1 items-center gap-3 border-x border-line px-4 text-ink-2 focus-within:shadow-[inset_0_0_0_3px_var(--turq)] max-sm:border-r-0">
      <Search aria-hidden="true" />
      {times > 1 ? (
        <span
          data-testid="times"
          className="n flex-none rounded-1 bg-cobalt px-2 py-0.5 font-600 text-on-cobalt"
        >
          ×{times}
        </span>
      ) : null}
      <input
        ref={searchRef}
        data-testid="search"
        type="text"
        value={query}
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('searchLong')}
        onChange={(event) => desk.setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter();
        }}
        className="peer min-w-0 flex-1 self-stretch bg-transparent text-ink outline-none"
      />
      {query === '' ? <Placeholder times={times} /> : null}
      {query === '' ? (
        <Kbd className="max-sm:hidden">F2</Kbd>
      ) : (
        <button
          type="button"
          aria-label={t('clearSearch')}
          onClick={() => desk.query.set('')}
          className="-mr-4 grid h-full w-14 flex-none place-items-center"
        >
          <X aria-hidden="true" />
        </button>
      )}
    </label>
  );
}

/** Not the input's own: on a phone the word is another one. */
function Placeholder({ times }: { times: number }) {
  const t = usePosWords();
  const left = times > 1 ? 'left-26' : 'left-[50px]';
  return (
    <span aria-hidden="true" className={`cut pointer-events-none absolute right-14 ${left}`}>
      {times > 1 ? (
        t('multiplier', { count: times })
      ) : (
        <>
          <span className="max-sm:hidden">{t('searchLong')}</span>
          <span className="sm:hidden">{t('searchShort')}</span>
        </>
      )}
    </span>
  );
}

function Clock() {
  const { time } = useFormat();
  const now = useClock(MINUTE_MS);
  return (
    <span className="n flex items-center px-4 font-550 text-ink-2 max-sm:hidden">{time(now)}</span>
  );
}

/** Who sells, where, and whether everything is sent. */
export function TopBarRight() {
  const { pos, desk } = useWorkplace();
  const person = useStore(pos.session);
  const { certificate } = useStore(pos.identity);
  useEffect(() => {
    document.title = `${certificate.terminalName} · OsonSavdo`;
  }, [certificate.terminalName]);
  const name = person?.name ?? certificate.chainName;
  return (
    <header className="row-start-2 flex min-w-0 items-stretch justify-between gap-2 overflow-hidden border-l border-line bg-surface shadow-[inset_0_-1px_0_var(--line)] max-sm:hidden">
      <button
        type="button"
        data-testid="who"
        onClick={() => desk.sheet.set({ is: 'menu' })}
        className="flex min-w-14 items-center gap-2 pr-2 pl-3 -outline-offset-3"
      >
        <Avatar name={name} />
        <span className="min-w-0 text-left leading-[1.16] max-wide:sr-only">
          <span className="cut block font-600">{shortName(name)}</span>
          <span className="cut block text-ink-2">
            {storeShort(certificate)}, {certificate.terminalName}
          </span>
        </span>
      </button>
      <Corner />
    </header>
  );
}

/** "Dilnoza Rahimova" -> "Dilnoza R.": the bar is narrow and colleagues know each other. */
function shortName(name: string): string {
  const [first, second] = name.trim().split(/\s+/);
  return second && name.length > 14 ? `${first} ${second.slice(0, 1)}.` : name;
}
