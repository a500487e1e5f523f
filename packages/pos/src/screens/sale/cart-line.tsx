import { type DraftLine, ONE, type SaleLine } from '@oson/domain';
import { keepUnits, unitName } from '@oson/messages';
import { MoneyText, useFormat, useLocale } from '@oson/ui';
import { useEffect, useState } from 'react';
import { nameIn } from '../../catalog/shelf.ts';
import { useStore } from '../../state/store.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

const HIGHLIGHT_MS = 1500;

/** One line of the cart: its quantity is a key, the rest selects it. */
export function CartLine({ line, sold }: { line: DraftLine; sold: SaleLine | undefined }) {
  const { desk } = useWorkplace();
  const { locale } = useLocale();
  const { quantity } = useFormat();
  const t = usePosWords();
  const goods = useShelf().goods.get(line.skuId);
  const name = keepUnits(goods ? nameIn(goods, locale) : line.name);
  const isSelected = useStore(desk.selected) === line.lineId;
  const isNew = useIsNew(line.lineId);
  const weighed = line.quantity % ONE !== 0 || goods?.kind === 'weighed';
  const figure = quantity(line.quantity, null);
  const unit = weighed ? unitName(line.unit, locale) : '';
  const open = () => {
    desk.selected.set(line.lineId);
    desk.sheet.set({ is: 'quantity', lineId: line.lineId });
  };
  return (
    <li
      data-testid="cart-line"
      data-sku={line.skuId}
      aria-current={isSelected || undefined}
      className={`grid min-h-16 flex-none grid-cols-[64px_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-1 pr-4 pl-2 transition-colors slide-ease last:border-b-0 max-wide:gap-x-2 max-wide:pr-3 max-wide:pl-1 ${isNew ? 'bg-turq-soft' : ''}`}
    >
      <button
        type="button"
        data-testid="line-quantity"
        aria-label={t('quantityOf', { name, quantity: unit ? `${figure} ${unit}` : figure })}
        onClick={open}
        className={`n flex h-14 min-w-16 flex-col items-center justify-center rounded-2 text-20 leading-[1.05] ${line.quantity === ONE ? 'font-450 text-ink-2' : 'font-700 text-ink'} ${isSelected ? 'bg-surface !text-ink shadow-[inset_0_0_0_1.5px_var(--turq)]' : 'active:bg-sunken'}`}
      >
        {figure} {unit ? <small className="text-18 font-400 text-ink-2">{unit}</small> : null}
      </button>
      <button
        type="button"
        data-testid="line-open"
        tabIndex={-1}
        aria-hidden="true"
        onClick={open}
        className="min-w-0 self-stretch py-1 text-left"
      >
        <span className="block text-20 leading-[1.2] font-500 text-pretty">{name}</span>
        <LineNote line={line} sold={sold} />
      </button>
      <MoneyText tiyin={sold?.gross ?? 0} className="text-20 font-650" />
    </li>
  );
}

function LineNote({ line, sold }: { line: DraftLine; sold: SaleLine | undefined }) {
  const { money, percent } = useFormat();
  const own = (sold?.discounts ?? []).filter((discount) => discount.scope === 'line');
  const off = own.reduce((sum, discount) => sum + discount.amount, 0);
  const rate = own.find((discount) => discount.kind === 'percent');
  return (
    <span className="n mt-0.5 flex flex-wrap gap-x-2 text-ink-2">
      <span>× {money(line.price, { unit: false })}</span>
      {off > 0 ? (
        <span className="font-550 text-turq">
          {rate ? `−${percent(rate.value)} · ` : ''}−{money(off, { unit: false })}
        </span>
      ) : null}
    </span>
  );
}

/** A line that was just touched is tinted for a moment, so that the eye finds it. */
function useIsNew(lineId: string): boolean {
  const { desk } = useWorkplace();
  const newest = useStore(desk.newest);
  const [seen, setSeen] = useState(0);
  const isNewest = newest.lineId === lineId && newest.touch !== seen;
  useEffect(() => {
    if (newest.lineId !== lineId) return;
    const timer = setTimeout(() => setSeen(newest.touch), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [newest, lineId]);
  return isNewest;
}
