import { priceSale } from '@oson/domain';
import { EmptyState, MoneyText, Sheet, useFormat } from '@oson/ui';
import { useLiveQuery } from 'dexie-react-hooks';
import { draftOf } from '../../cart/cart.ts';
import { parkedCarts } from '../../journal/cart-keeping.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

/** Sales that wait for their buyers, oldest first; a tap takes one back. */
export default function ParkedSheet() {
  const { pos, desk } = useWorkplace();
  const { settings, staff, customers } = useShelf();
  const t = usePosWords();
  const { time } = useFormat();
  const parked = useLiveQuery(() => parkedCarts(pos.journal), [pos]) ?? [];
  const taxIncluded = settings?.taxIncluded ?? true;
  return (
    <Sheet open title={t('parked')} closeLabel={t('close')} onClose={() => desk.sheet.set(null)}>
      {parked.length === 0 ? <EmptyState title={t('parkedEmpty')} /> : null}
      <ul className="grid gap-2">
        {parked.map(({ id, cart, parkedAt, staffId }) => (
          <li key={id}>
            <button
              type="button"
              data-testid="parked-sale"
              onClick={() => void desk.unpark(id)}
              className="grid min-h-18 w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-4 rounded-2 border border-line bg-surface px-4 py-2 text-left active:border-turq active:bg-turq-soft"
            >
              <span className="n text-ink-2">{time(parkedAt ?? 0)}</span>
              <span className="min-w-0">
                <span className="cut block font-550">
                  {cart.lines.map((line) => line.name).join(', ')}
                </span>
                <span className="cut block text-ink-2">
                  {[
                    t('rows', { count: cart.lines.length }),
                    customers.get(cart.customerId ?? '')?.name,
                    staff.get(staffId ?? '')?.name,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <MoneyText
                tiyin={priceSale(draftOf(cart, taxIncluded)).totals.gross}
                className="text-20 font-650"
              />
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
