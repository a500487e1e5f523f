import { stockMark, type Thousandths } from '@oson/domain';
import { keepUnits, unitName } from '@oson/messages';
import { PriceTile, type PriceTileProps, useFormat, useLocale } from '@oson/ui';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { quantitiesBySku } from '../../cart/cart.ts';
import { type Goods, listPrice, nameIn } from '../../catalog/shelf.ts';
import { useStore } from '../../state/store.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';
import { hueOf } from './use-goods.ts';

const GAP = 8;
const PADDING = 4;
const ROW_MIN = 114;
const PHONE_ROW = 102;
const PHONE_WIDTH = 640;

type Shape = { columns: number; row: number };

/** Tiles of a section. Rows share the height evenly, as on a shelf; only those in sight are drawn. */
export function TileGrid({ goods }: { goods: readonly Goods[] }) {
  const box = useRef<HTMLDivElement>(null);
  const { columns, row } = useShape(box);
  const rows = Math.ceil(goods.length / columns);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used in this render only
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => box.current,
    estimateSize: () => row + GAP,
    overscan: 3,
    paddingStart: PADDING,
    paddingEnd: 8,
  });
  useEffect(() => virtual.measure(), [virtual, row, columns]);
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [goods]);
  return (
    <div
      ref={box}
      id="goods"
      data-testid="tiles"
      className="thin-scroll min-h-0 flex-1 overflow-y-auto px-4 max-sm:px-3"
    >
      <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.key}
            className="absolute inset-x-0 top-0 grid gap-2"
            style={{
              height: row,
              transform: `translateY(${item.start}px)`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {goods.slice(item.index * columns, (item.index + 1) * columns).map((each) => (
              <Tile key={each.id} goods={each} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** 4 columns and rows of at least 114; 2 columns of 102 on a phone (visual language, grids). */
function useShape(box: RefObject<HTMLDivElement | null>): Shape {
  const [shape, setShape] = useState<Shape>({ columns: 4, row: 121 });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      if (window.innerWidth <= PHONE_WIDTH) return setShape({ columns: 2, row: PHONE_ROW });
      const height = element.clientHeight - PADDING;
      const rows = Math.max(1, Math.floor(height / (ROW_MIN + GAP)));
      const columns = element.clientWidth > 1100 ? 5 : 4;
      setShape({ columns, row: Math.ceil(height / rows) - GAP });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return shape;
}

function Tile({ goods }: { goods: Goods }) {
  const { pos, desk } = useWorkplace();
  const shelf = useShelf();
  const { locale } = useLocale();
  const { quantity } = useFormat();
  const t = usePosWords();
  const cart = useStore(pos.cart.cart);
  const inCart = useMemo(() => quantitiesBySku(cart), [cart]).get(goods.id);
  const weighed = goods.kind === 'weighed';
  const text = inCart ? inCartText(inCart, (value) => quantity(value, null)) : undefined;
  const price = listPrice(shelf, goods.id, pos.clocks.read().wallMs);
  return (
    <div data-testid="tile" data-sku={goods.id} className="grid min-w-0">
      <PriceTile
        name={keepUnits(nameIn(goods, locale))}
        price={price ?? 0}
        per={weighed ? unitName(goods.unit, locale) : undefined}
        hue={hueOf(goods, shelf.categories)}
        inCart={text}
        inCartLabel={text ? `${t('cart')}: ${text}` : undefined}
        stock={useStockMark(goods)}
        onPress={() => desk.tap(goods)}
      />
    </div>
  );
}

/** The badge is small: two places of a weight are enough to recognise it. */
function inCartText(value: Thousandths, format: (value: Thousandths) => string): string {
  return format(Math.round(value / 10) * 10);
}

function useStockMark(goods: Goods): PriceTileProps['stock'] {
  const { pos } = useWorkplace();
  const shelf = useShelf();
  const { locale } = useLocale();
  const { quantity } = useFormat();
  const t = usePosWords();
  const onHand = pos.catalog.onHand(goods.id);
  if (onHand === null) return undefined;
  const tone = stockMark(onHand, shelf.settings?.lowStockThreshold ?? 0, true);
  if (tone === 'plenty') return undefined;
  const weighed = goods.kind === 'weighed';
  const text = weighed
    ? `${quantity(onHand, null)} ${unitName(goods.unit, locale)}`
    : t('countShort', { count: onHand / 1000 });
  return { tone, text, short: quantity(onHand, null) };
}
