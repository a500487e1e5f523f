import { lazy, Suspense, useRef, useState } from 'react';
import { lookUpCode } from '../../scan/look-up-code.ts';
import { useStore } from '../../state/store.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';
import { useReprint } from '../use-reprint.ts';
import { useDeskKeys } from '../use-desk-keys.ts';
import { CartPane } from './cart-pane.tsx';
import { CatalogPane } from './catalog-pane.tsx';
import { DoneStrip } from './done-strip.tsx';
import { PhoneDock } from './phone-dock.tsx';
import { PracticeBar } from './practice-bar.tsx';
import { SheetPlace } from './sheet-place.tsx';
import { TopBarLeft, TopBarRight } from './top-bar.tsx';
import { Notices } from './notices.tsx';

const Coach = lazy(() => import('./coach.tsx'));

/** Where a cashier lives: goods at the left, the cart at the right, the total always in its place. */
export function SaleScreen() {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const search = useRef<HTMLInputElement>(null);
  // Tied to the cart that it was opened for: after a sale a phone shows goods again.
  const [openedFor, setOpenedFor] = useState<string | null>(null);
  const { cartId } = useStore(pos.cart.cart);
  const sheet = useStore(desk.sheet);
  const done = useStore(desk.done);
  const { state } = useStore(pos.identity);
  const enterQuery = useEnterQuery();
  const reprint = useReprint();
  useDeskKeys({ search, enterQuery, reprint: () => void reprint() });
  const covered = sheet !== null && !done;
  const showCart = openedFor === cartId && !covered;
  return (
    <div
      data-testid="sale-screen"
      className="till grid h-dvh grid-cols-[minmax(0,1fr)_clamp(372px,35.4vw,560px)] grid-rows-[auto_56px_minmax(0,1fr)_auto] overflow-hidden max-sm:grid-cols-1"
    >
      <PracticeBar />
      <TopBarLeft searchRef={search} onEnter={enterQuery} />
      <TopBarRight />
      <main
        aria-label={t('goodsCount')}
        className={`relative col-start-1 flex min-h-0 min-w-0 flex-col overflow-hidden ${covered ? 'row-start-3 row-end-5 max-sm:z-20' : 'row-start-3 row-end-5 max-sm:row-end-4'} ${(showCart || done) && sheet === null ? 'max-sm:hidden' : ''}`}
      >
        <CatalogPane />
        <Notices />
        <SheetPlace />
      </main>
      <aside
        aria-label={t('cart')}
        className={`row-start-3 row-end-5 flex min-h-0 min-w-0 flex-col border-l border-line bg-surface max-sm:col-start-1 max-sm:border-l-0 ${showCart || (done && sheet === null) ? '' : 'max-sm:hidden'}`}
      >
        {done ? <DoneStrip done={done} /> : <CartPane onBack={() => setOpenedFor(null)} />}
      </aside>
      {covered || showCart || done ? null : <PhoneDock onCart={() => setOpenedFor(cartId)} />}
      {state === 'practice' ? (
        <Suspense fallback={null}>
          <Coach />
        </Suspense>
      ) : null}
    </div>
  );
}

/** Enter in the search: an exact code first, else the first of what was found. */
function useEnterQuery(): () => void {
  const { pos, desk } = useWorkplace();
  const shelf = useShelf();
  return () => {
    const query = desk.query.get().trim();
    if (query === '') return;
    if (lookUpCode(shelf, query)) {
      desk.query.set('');
      desk.scan(query);
      return;
    }
    void pos.search.find(query, 1).then(([first]) => {
      const goods = first ? pos.catalog.shelf.get().goods.get(first) : undefined;
      if (goods) {
        desk.query.set('');
        desk.tap(goods);
      } else if (/^\d{6,}$/.test(query)) {
        desk.query.set('');
        desk.scan(query);
      }
    });
  };
}
