import { TriangleAlert } from 'lucide-react';
import type { CSSProperties } from 'react';
import { cn } from '../base/cn.ts';
import { MoneyText } from './money-text.tsx';

export type PriceTileProps = {
  name: string;
  /** Whole tiyin for one unit. */
  price: number;
  /** Unit after the price, for weighed goods: "kg". */
  per?: string;
  /** Hue of the goods section, 0-360; the section itself is said in words elsewhere. */
  hue?: number;
  /** How much is in the cart already, as text: "3", "2,34". */
  inCart?: string;
  /** Read aloud for `inCart`: "savatda 3". */
  inCartLabel?: string;
  /** Low: still some. Zero: none by the book, still sellable. */
  /** `short` stands where the tile is narrow: the figure without its word. */
  stock?: { tone: 'low' | 'zero'; text: string; short?: string } | undefined;
  onPress: () => void;
  className?: string;
};

/** The shelf label: name on white, price on a band in the glaze of its section. */
export function PriceTile(props: PriceTileProps) {
  const { stock, inCart } = props;
  const isZero = stock?.tone === 'zero';
  return (
    <button
      type="button"
      onClick={props.onPress}
      style={{ '--h': props.hue ?? 220 } as CSSProperties}
      className={cn(
        'relative flex min-h-24 min-w-0 flex-col justify-between overflow-hidden rounded-2 border border-line bg-surface text-left text-18 leading-[1.22] transition-transform fast',
        'active:scale-[.985] active:border-turq active:shadow-[inset_0_0_0_2px_var(--turq)]',
        props.className,
      )}
    >
      <span
        className={cn(
          'mx-2.5 mt-2 line-clamp-2 leading-[1.16] font-500 text-pretty sm:line-clamp-3 wide:mx-3',
          isZero && 'text-ink-2',
        )}
      >
        {props.name}
      </span>
      <span
        className={cn(
          'flex h-10 flex-none items-center justify-between gap-1 pr-1.5 pl-2.5 wide:h-[42px] wide:gap-1.5 wide:pr-2 wide:pl-3',
          isZero ? 'bg-wait-soft shadow-[inset_0_1.5px_0_var(--wait-edge)]' : 'glaze',
        )}
      >
        <span className="n min-w-0 text-20 font-650 tracking-[-.01em]">
          <MoneyText tiyin={props.price} plainSign />
          {props.per ? (
            <span
              className={cn(
                'text-18 font-400 tracking-normal text-ink-2',
                inCart && 'max-wide:hidden',
              )}
            >
              {' '}
              /{props.per}
            </span>
          ) : null}
        </span>
        {inCart ? (
          <CountBadge text={inCart} label={props.inCartLabel} />
        ) : (
          <StockMark stock={stock} />
        )}
      </span>
    </button>
  );
}

function CountBadge({ text, label }: { text: string; label?: string }) {
  return (
    <span className="n grid h-7 min-w-8 flex-none place-items-center rounded-full bg-cobalt px-2 leading-none font-650 text-on-cobalt max-wide:h-6 max-wide:min-w-6 max-wide:px-1.5 max-wide:text-16">
      <span aria-hidden={label ? true : undefined}>{text}</span>
      {label ? <span className="sr-only">{label}</span> : null}
    </span>
  );
}

function StockMark({ stock }: { stock: PriceTileProps['stock'] }) {
  if (!stock) return null;
  return (
    <span className="n flex flex-none items-center gap-[5px] pr-1 font-600 text-wait max-wide:gap-0.5 max-wide:pr-0">
      <TriangleAlert aria-hidden="true" className="size-[1.1em]" />
      {stock.short === undefined ? (
        stock.text
      ) : (
        <>
          <span className="max-wide:sr-only">{stock.text}</span>
          <span aria-hidden="true" className="wide:hidden">
            {stock.short}
          </span>
        </>
      )}
    </span>
  );
}
