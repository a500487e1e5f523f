import { Button, IconButton } from '@oson/ui';
import { useLiveQuery } from 'dexie-react-hooks';
import { ArrowLeft, BadgePercent, Layers, Pause, Trash2, User } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { parkedCarts } from '../../journal/cart-keeping.ts';
import { useStore } from '../../state/store.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';
import { CartLine } from './cart-line.tsx';
import { CartPlate } from './cart-plate.tsx';
import { usePricedCart } from './use-priced-cart.ts';

/** The cart: what is in hand, what can be done with it, what it comes to. */
export function CartPane({ onBack }: { onBack: () => void }) {
  const { desk } = useWorkplace();
  const { cart, priced } = usePricedCart();
  const paying = useStore(desk.sheet)?.is === 'payment';
  return (
    <>
      <CartHead lines={cart.lines.length} onBack={onBack} />
      <Lines>
        {cart.lines.map((line, at) => (
          <CartLine key={line.lineId} line={line} sold={priced.lines[at]} />
        ))}
      </Lines>
      <Spoken gross={priced.totals.gross} />
      {paying ? null : <CartActs />}
      <CartPlate priced={priced} />
    </>
  );
}

function CartHead({ lines, onBack }: { lines: number; onBack: () => void }) {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const parked = useLiveQuery(() => parkedCarts(pos.journal), [pos])?.length ?? 0;
  return (
    <div className="flex h-14 flex-none items-center gap-2 border-b border-line pr-2 pl-4">
      <Button
        variant="quiet"
        size="till"
        icon={<ArrowLeft />}
        data-testid="cart-back"
        className="-ml-2.5 px-2 sm:hidden"
        onClick={onBack}
      >
        {t('back')}
      </Button>
      <b className="font-650">{t('cart')}</b>
      <span data-testid="cart-rows" className="cut flex-1 text-ink-2">
        {lines > 0 ? t('rows', { count: lines }) : null}
      </span>
      {parked > 0 ? (
        <Button
          variant="quiet"
          size="till"
          icon={<Layers />}
          data-testid="parked"
          className="px-3"
          onClick={() => desk.sheet.set({ is: 'parked' })}
        >
          {t('parked')} <b className="n font-650">{parked}</b>
        </Button>
      ) : null}
      {lines > 0 ? (
        <IconButton
          variant="quiet"
          size="till"
          label={t('clearCart')}
          icon={<Trash2 />}
          data-testid="clear-cart"
          className="!text-ink-2"
          onClick={() => desk.clear()}
        />
      ) : null}
    </div>
  );
}

/** Anchored at the total: the newest line stands right above it; the top fades when there is more. */
function Lines({ children }: { children: ReactNode[] }) {
  const t = usePosWords();
  const { desk } = useWorkplace();
  const { touch } = useStore(desk.newest);
  const selected = useStore(desk.selected);
  const box = useRef<HTMLDivElement>(null);
  const isEmpty = children.length === 0;
  useEffect(() => showSelected(box.current), [touch, selected, children.length]);
  useEffect(() => {
    if (!box.current) return;
    // Paying, notices and a turned tablet change its height: the line in hand stays in sight.
    const watch = new ResizeObserver(() => showSelected(box.current));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [isEmpty]);
  if (isEmpty) {
    return (
      <div className="grid min-h-0 flex-1 place-content-center gap-1 px-8 text-center">
        <b className="font-600">{t('cartEmpty')}</b>
        <span className="text-balance text-ink-2">{t('cartEmptyHint')}</span>
      </div>
    );
  }
  return (
    <div
      ref={box}
      className="thin-scroll flex min-h-0 flex-1 flex-col overflow-y-auto [mask-image:linear-gradient(transparent,#000_16px)]"
    >
      <ul className="mt-auto pt-2">{children}</ul>
    </div>
  );
}

function showSelected(box: HTMLElement | null): void {
  box?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
}

function CartActs() {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const cart = useStore(pos.cart.cart);
  const customer = useShelf().customers.get(cart.customerId ?? '');
  const act =
    'flex min-h-14 min-w-0 items-center justify-center gap-2 rounded-2 bg-paper px-2 font-550 whitespace-nowrap active:bg-line max-wide:gap-1.5 max-wide:px-1 [&>.lucide]:text-turq';
  return (
    <div className="grid flex-none grid-cols-[repeat(3,auto)] gap-2 border-t border-line px-4 py-2 max-wide:px-3">
      <button type="button" data-testid="park" className={act} onClick={() => void desk.park()}>
        <Pause aria-hidden="true" />
        {t('park')}
      </button>
      <button
        type="button"
        data-testid="discount"
        className={act}
        onClick={() => desk.sheet.set({ is: 'discount' })}
      >
        <BadgePercent aria-hidden="true" />
        {t('discount')}
      </button>
      <button
        type="button"
        data-testid="customer"
        className={act}
        onClick={() => desk.sheet.set({ is: 'customer', opener: 'cart' })}
      >
        <User aria-hidden="true" />
        <span className="cut">{customer?.name ?? t('customer')}</span>
      </button>
    </div>
  );
}

/** What changed, for ears: the line that was touched and the new total. */
function Spoken({ gross }: { gross: number }) {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const { lineId } = useStore(desk.newest);
  const line = useStore(pos.cart.cart).lines.find((each) => each.lineId === lineId);
  return (
    <span role="status" className="sr-only">
      {line
        ? t('lineSaid', {
            name: line.name,
            quantity: line.quantity / 1000,
            total: Math.round(gross / 100),
          })
        : ''}
    </span>
  );
}
