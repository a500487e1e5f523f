'use client';

import { useState } from 'react';
import type { DocumentKind, StockRow } from './stock-types.ts';

export type DraftLine = {
  skuId: string;
  name: string;
  unit: string;
  /** What the list said was on hand when the line was added, thousandths. */
  onHand: number;
  quantity: number | null;
  unitCost: number | null;
};
/** A document that is being written. Its id makes a second sending of it harmless. */
export type Draft = { documentId: string; lines: DraftLine[]; reason: string };

const keyOf = (kind: DocumentKind, storeId: string) => `${kind}/${storeId}`;
const emptyDraft = (): Draft => ({ documentId: crypto.randomUUID(), lines: [], reason: '' });

const lineOf = (row: StockRow): DraftLine => ({
  skuId: row.skuId,
  name: row.name,
  unit: row.unit,
  onHand: row.quantity,
  quantity: null,
  unitCost: null,
});

/**
 * Documents being written, one of each kind for each store. Closing the panel keeps what was typed
 * until it is booked; only leaving the page lets it go.
 */
export function useDrafts(storeId: string) {
  const [kept, setKept] = useState<Record<string, Draft>>({});
  const [kind, setKind] = useState<DocumentKind | null>(null);
  const draft = kind ? kept[keyOf(kind, storeId)] : undefined;
  const change = (of: DocumentKind, how: (draft: Draft) => Draft) =>
    setKept((all) => {
      const key = keyOf(of, storeId);
      return { ...all, [key]: how(all[key] ?? emptyDraft()) };
    });
  const open = (next: DocumentKind) => {
    change(next, (before) => before);
    setKind(next);
  };
  const add = (of: DocumentKind, row: StockRow) =>
    change(of, (before) =>
      before.lines.some((line) => line.skuId === row.skuId)
        ? before
        : { ...before, lines: [lineOf(row), ...before.lines] },
    );
  return {
    kind,
    draft,
    open,
    close: () => setKind(null),
    /** Opens a document with this SKU in it. */
    begin: (next: DocumentKind, row: StockRow) => {
      add(next, row);
      setKind(next);
    },
    add: (row: StockRow) => kind && add(kind, row),
    setLine: (skuId: string, values: Partial<DraftLine>) =>
      kind &&
      change(kind, (before) => ({
        ...before,
        lines: before.lines.map((line) => (line.skuId === skuId ? { ...line, ...values } : line)),
      })),
    remove: (skuId: string) =>
      kind &&
      change(kind, (before) => ({
        ...before,
        lines: before.lines.filter((line) => line.skuId !== skuId),
      })),
    setReason: (reason: string) => kind && change(kind, (before) => ({ ...before, reason })),
    /** The same content as a new document. */
    renew: () => kind && change(kind, (before) => ({ ...before, documentId: crypto.randomUUID() })),
    /** Booked: the panel closes and the next document begins empty. */
    done: () => {
      if (!kind) return;
      const key = keyOf(kind, storeId);
      setKept(({ [key]: _booked, ...others }) => others);
      setKind(null);
    },
  };
}

export type Drafts = ReturnType<typeof useDrafts>;
