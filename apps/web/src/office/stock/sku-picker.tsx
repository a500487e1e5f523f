'use client';

import { officeShellWords, stockWords } from '@oson/messages/office';
import { TextField, useFormat, useLocale, useWords } from '@oson/ui';
import { ScanBarcode } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import type { StockRow } from './stock-types.ts';

const SHOWN = 6;
const QUIET_MS = 200;

/** Finds an SKU by name, code or barcode. Enter adds the first, so a scanner adds without a press. */
export function SkuPicker(props: { storeId: string; onPick: (row: StockRow) => void }) {
  const t = useWords(stockWords);
  const shell = useWords(officeShellWords);
  const { locale } = useLocale();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const found = useFound(props.storeId, useQuiet(text.trim()));
  const utils = trpc.useUtils();
  const field = useRef<HTMLInputElement>(null);
  const pick = (row: StockRow) => {
    props.onPick(row);
    setText('');
    setProblem(null);
    field.current?.focus();
  };
  const pickFirst = async (search: string) => {
    try {
      const page = await utils.client.stock.list.query({
        storeId: props.storeId,
        search,
        limit: 1,
      });
      const [first] = page.rows;
      if (first) pick(first);
      else setProblem(t('unknownItem', { text: search }));
    } catch (error) {
      setProblem(refusalText(error, locale));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    // Enter belongs to the search here: it must not book the document.
    event.preventDefault();
    if (text.trim()) void pickFirst(text.trim());
  };
  return (
    <div className="grid gap-1.5">
      <TextField
        ref={field}
        autoFocus
        label={t('addItem')}
        placeholder={t('search')}
        prefix={<ScanBarcode aria-hidden="true" />}
        autoComplete="off"
        value={text}
        error={problem}
        onChange={(next) => {
          setText(next);
          setProblem(null);
        }}
        onKeyDown={onKeyDown}
      />
      {text.trim() && found ? (
        <FoundList rows={found} onPick={pick} nothing={shell('nothingFound')} />
      ) : null}
    </div>
  );
}

function FoundList(props: { rows: StockRow[]; onPick: (row: StockRow) => void; nothing: string }) {
  const format = useFormat();
  if (props.rows.length === 0) return <p className="px-1 py-2 text-ink-2">{props.nothing}</p>;
  return (
    <ul className="overflow-hidden rounded-1 border border-line">
      {props.rows.map((row) => (
        <li key={row.skuId} className="border-t border-line first:border-0">
          <button
            type="button"
            onClick={() => props.onPick(row)}
            className="flex min-h-11 w-full items-center justify-between gap-3 px-3 py-1.5 text-left -outline-offset-3 hover:bg-turq-soft"
          >
            <span className="min-w-0">{row.name}</span>
            <span className="n flex-none text-ink-2">
              {format.quantity(row.quantity, row.unit)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function useFound(storeId: string, search: string): StockRow[] | undefined {
  const query = trpc.stock.list.useQuery(
    { storeId, search, limit: SHOWN },
    { enabled: search !== '', placeholderData: (before) => before, gcTime: 0 },
  );
  return query.data?.rows;
}

/** The text once nothing has been typed for a moment. */
function useQuiet(text: string): string {
  const [quiet, setQuiet] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return quiet;
}
