'use client';

import { parseMoney } from '@oson/domain';
import { unitName } from '@oson/messages';
import { catalogueWords } from '@oson/messages/catalogue';
import { Kbd, MoneyText, useFormat, useLocale, useWords } from '@oson/ui';
import { type KeyboardEvent, useState } from 'react';
import type { GoodsRow } from './goods-types.ts';

/** A price that is edited where it stands: a press opens it, Enter saves, Esc leaves it. */
export function PriceCell(props: {
  row: GoodsRow;
  onSave: (row: GoodsRow, price: number) => void;
}) {
  const t = useWords(catalogueWords);
  const { locale } = useLocale();
  const { row } = props;
  const [open, setOpen] = useState(false);
  if (open) {
    return (
      <PriceInput
        row={row}
        onClose={() => setOpen(false)}
        onSave={(price) => props.onSave(row, price)}
      />
    );
  }
  return (
    <button
      type="button"
      disabled={row.archived}
      onClick={() => setOpen(true)}
      className="relative -my-1 -mr-2 rounded-1 border border-transparent px-2 py-0.5 text-right leading-tight font-600 not-disabled:hover:border-edge not-disabled:hover:bg-surface"
    >
      <span className="sr-only">{t('editPrice', { name: row.name })} </span>
      {row.price === null ? (
        <span className="font-400 text-ink-2">{t('openPrice')}</span>
      ) : (
        <MoneyText tiyin={row.price} />
      )}
      {row.unit === 'dona' ? null : (
        <span className="block text-13 leading-none font-400 text-ink-2">
          {t('perUnit', { unit: unitName(row.unit, locale) })}
        </span>
      )}
    </button>
  );
}

function PriceInput(props: {
  row: GoodsRow;
  onClose: () => void;
  onSave: (price: number) => void;
}) {
  const t = useWords(catalogueWords);
  const format = useFormat();
  const { row } = props;
  const [text, setText] = useState(
    row.price === null ? '' : format.money(row.price, { unit: false }),
  );
  const read = parseMoney(text);
  const changed = read.ok && read.tiyin !== row.price;
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') props.onClose();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!read.ok || read.tiyin === 0) return;
    props.onSave(read.tiyin);
    props.onClose();
  };
  return (
    <div className="relative -my-1 -mr-2">
      <input
        autoFocus
        inputMode="decimal"
        value={text}
        aria-label={t('editPrice', { name: row.name })}
        aria-invalid={!read.ok}
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={props.onClose}
        onKeyDown={onKeyDown}
        className="n w-24 rounded-1 border-2 border-turq bg-surface px-2 py-1.5 text-right font-600 outline-none aria-invalid:border-review"
      />
      <div className="absolute top-full right-0 z-10 mt-1.5 w-[300px] rounded-2 bg-surface p-3.5 text-left whitespace-normal shadow-2">
        {changed ? (
          <b className="font-650">
            {t('priceChange', {
              old: row.price === null ? '–' : format.money(row.price, { unit: false }),
              new: format.money(read.tiyin, { unit: false }),
            })}
          </b>
        ) : null}
        <p className="text-ink-2">{t('priceReaches')}</p>
        <p className="mt-2 flex items-center gap-2 text-13">
          <Kbd>Enter</Kbd> {t('saveHint')} <Kbd>Esc</Kbd> {t('cancelHint')}
        </p>
      </div>
    </div>
  );
}
