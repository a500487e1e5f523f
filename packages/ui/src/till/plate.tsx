import type { ElementType, ReactNode } from 'react';
import { cn } from '../base/cn.ts';
import { MoneyText } from './money-text.tsx';

/** The cobalt ground on which an amount is decided. Nothing else on a screen is cobalt and large. */
export function Plate(props: { as?: ElementType; className?: string; children: ReactNode }) {
  const Element = props.as ?? 'div';
  return (
    <Element data-ground="plate" className={cn('bg-plate text-on-plate', props.className)}>
      {props.children}
    </Element>
  );
}

const FIGURE = {
  sub: 'text-[30px] leading-[34px] sm:text-36 sm:leading-[50px]',
  due: 'text-32',
  total: 'text-44 wide:text-48',
  change: 'text-[52px] sm:text-56',
  done: 'text-56 sm:text-64',
};

/**
 * One amount on a plate under its name. `glow` is for change and the live input only; `live` draws
 * the line and the caret of what is being typed.
 */
export function PlateFigure(props: {
  label: ReactNode;
  tiyin: number;
  unit?: boolean;
  size?: keyof typeof FIGURE;
  glow?: boolean;
  live?: boolean;
  /** Label at the left, figure at the right, as in the total. */
  row?: boolean;
  className?: string;
}) {
  const { size = 'sub', glow, live, row } = props;
  return (
    <div
      className={cn(
        row ? 'flex items-baseline justify-between gap-3' : 'flex flex-col justify-between gap-1.5',
        props.className,
      )}
    >
      <span className={cn('text-on-plate-2', row ? 'text-24' : 'text-18')}>{props.label}</span>
      <span
        className={cn('whitespace-nowrap', live && 'self-start shadow-[0_3px_0_var(--plate-glow)]')}
      >
        <MoneyText
          big
          plainSign
          unit={props.unit && !live}
          tiyin={props.tiyin}
          className={cn(FIGURE[size], glow && 'text-plate-glow')}
        />
        {live ? (
          <span
            aria-hidden="true"
            className="ml-0.5 inline-block h-[1.5em] w-0.5 bg-plate-glow align-[-.25em]"
          />
        ) : null}
      </span>
    </div>
  );
}
