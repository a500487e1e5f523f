'use client';

import { parseMoney, parseQuantity } from '@oson/domain';
import { currencyName, formatMoney, formatQuantity, unitName } from '@oson/messages';
import { uiWords } from '@oson/messages/ui';
import { type ReactNode, useState } from 'react';
import { useLocale, useWords } from '../theme/locale-provider.tsx';
import { figureText, type Reading, type Typed, UNREADABLE_MARK } from './figure-text.ts';
import { TextField, type TextFieldProps } from './text-field.tsx';

type Rest = Omit<TextFieldProps, 'value' | 'onChange' | 'multiline' | 'type' | 'suffix'>;

/**
 * Text while it is typed, the grouped figure when the field is left. A value that comes from outside
 * replaces what was typed. What cannot be read is told after leaving and reported as null; the mark
 * on the input keeps a form from sending that null as if the field were empty.
 */
function FigureField(
  props: Rest & {
    figure: number | null;
    onFigure: (figure: number | null) => void;
    read: (text: string) => Reading;
    write: (figure: number) => string;
    unit?: ReactNode;
  },
) {
  const { figure, onFigure, read, write, unit, ...field } = props;
  const t = useWords(uiWords);
  const [typed, setTyped] = useState<Typed | null>(null);
  const [told, setTold] = useState(false);
  const { text, reading, problem } = figureText(figure, typed, { read, write });
  const type = (next: string) => {
    const now = read(next);
    const value = now.ok ? now.value : null;
    setTyped({ text: next, figure: value });
    if (now.ok) setTold(false);
    if (value !== figure) onFigure(value);
  };
  return (
    <TextField
      {...field}
      {...(problem === null ? {} : { [UNREADABLE_MARK]: '' })}
      figures
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={type}
      suffix={unit}
      error={field.error ?? (problem !== null && told ? t(problemKey(problem)) : null)}
      inputClassName="text-right"
      onFocus={(event) => {
        event.target.select();
        field.onFocus?.(event);
      }}
      onBlur={(event) => {
        setTold(problem !== null);
        if (reading.ok) setTyped(null);
        field.onBlur?.(event);
      }}
    />
  );
}

function problemKey(problem: string): 'tooLarge' | 'tooPrecise' | 'notANumber' {
  if (problem === 'too-large') return 'tooLarge';
  return problem === 'too-precise' ? 'tooPrecise' : 'notANumber';
}

/** An amount of money in whole tiyin; null while it is empty or cannot be read. */
export function MoneyField(
  props: Rest & {
    tiyin: number | null;
    onChange: (tiyin: number | null) => void;
    currency?: string;
  },
) {
  const { tiyin, onChange, currency = 'UZS', ...rest } = props;
  const { locale } = useLocale();
  return (
    <FigureField
      {...rest}
      figure={tiyin}
      onFigure={onChange}
      read={(text) => {
        const parsed = parseMoney(text);
        return parsed.ok ? { ok: true, value: parsed.tiyin } : parsed;
      }}
      write={(value) => formatMoney(value, locale, { unit: false })}
      unit={currencyName(currency, locale)}
    />
  );
}

/** A quantity in whole thousandths; null while it is empty or cannot be read. */
export function QuantityField(
  props: Rest & {
    quantity: number | null;
    onChange: (quantity: number | null) => void;
    unit?: string;
  },
) {
  const { quantity, onChange, unit, ...rest } = props;
  const { locale } = useLocale();
  return (
    <FigureField
      {...rest}
      figure={quantity}
      onFigure={onChange}
      read={(text) => {
        const parsed = parseQuantity(text);
        return parsed.ok ? { ok: true, value: parsed.quantity } : parsed;
      }}
      write={(value) => formatQuantity(value, null, locale)}
      unit={unit ? unitName(unit, locale) : undefined}
    />
  );
}
