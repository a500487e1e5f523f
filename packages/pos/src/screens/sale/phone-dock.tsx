import { Button, MoneyText, Plate } from '@oson/ui';
import { CircleCheck, ShoppingBasket } from 'lucide-react';
import { useStore } from '../../state/store.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';
import { usePricedCart } from './use-priced-cart.ts';

/** On a phone: what was just added, Pay with its amount, and the way to the cart. */
export function PhoneDock({ onCart }: { onCart: () => void }) {
  const { desk } = useWorkplace();
  const t = usePosWords();
  const { cart, priced } = usePricedCart();
  const { lineId } = useStore(desk.newest);
  const at = cart.lines.findIndex((line) => line.lineId === lineId);
  const line = cart.lines[at];
  const empty = cart.lines.length === 0;
  return (
    <Plate className="row-start-4 grid gap-2.5 px-3 pt-2.5 pb-3.5 sm:hidden">
      <div className="flex min-h-[1.25em] items-center justify-between gap-2">
        <span className="flex min-w-0 items-center gap-2 text-on-plate-2">
          {line ? <CircleCheck aria-hidden="true" /> : null}
          <span className="cut">{line?.name ?? t('cartEmptyHint')}</span>
        </span>
        {line ? (
          <span className="n font-600">
            +<MoneyText tiyin={priced.lines[at]?.gross ?? 0} />
          </span>
        ) : null}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2">
        <Button
          variant="pay"
          size="till"
          data-testid="dock-pay"
          disabled={empty}
          onClick={() => desk.openPayment()}
          className="justify-between px-4.5 disabled:!border-transparent disabled:!bg-plate-2 disabled:!text-on-plate-2"
        >
          {t('pay')}
          <MoneyText big tiyin={priced.totals.gross} />
        </Button>
        <Button
          variant="ghost"
          size="till"
          icon={<ShoppingBasket />}
          data-testid="dock-cart"
          onClick={onCart}
          className="px-3.5"
        >
          {t('cart')} <b className="n font-650">{cart.lines.length}</b>
        </Button>
      </div>
    </Plate>
  );
}
