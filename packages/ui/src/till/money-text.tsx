'use client';

import { currencyName, type MoneyOptions } from '@oson/messages';
import { cn } from '../base/cn.ts';
import { useFormat } from '../theme/locale-provider.tsx';

export type MoneyTextProps = {
  /** Whole tiyin. */
  tiyin: number;
  /** Say the currency, smaller and quieter; a column says it once, in its head. */
  unit?: boolean;
  /** A lone figure: proportional digits, tight. In columns leave it out. */
  big?: boolean;
  tiyinDigits?: MoneyOptions['tiyin'];
  currency?: string;
  /** Keeps a negative amount in the colour of its text; red unless told. */
  plainSign?: boolean;
  className?: string;
};

/** An amount of money as it is read in the language on screen. */
export function MoneyText(props: MoneyTextProps) {
  const { tiyin, unit, big, tiyinDigits, currency = 'UZS', plainSign } = props;
  const { money, locale } = useFormat();
  return (
    <span
      className={cn(big ? 'n-big' : 'n', tiyin < 0 && !plainSign && 'text-review', props.className)}
    >
      {money(tiyin, { unit: false, tiyin: tiyinDigits })}
      {unit ? (
        <span
          className={cn('ml-[.28em]', big && 'text-[.5em] font-450 tracking-normal opacity-85')}
        >
          {currencyName(currency, locale)}
        </span>
      ) : null}
    </span>
  );
}
