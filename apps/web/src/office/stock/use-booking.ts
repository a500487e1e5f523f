'use client';

import { stockWords } from '@oson/messages/office';
import { showToast, useWords } from '@oson/ui';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalOf } from '../../wiring/refusal.ts';
import { isBookable } from './document-line.tsx';
import type { DocumentKind } from './stock-types.ts';
import type { Draft, Drafts } from './use-drafts.ts';

/** Sends a document. Nothing of it is lost when the server says no or does not answer. */
export function useBooking(drafts: Drafts, storeId: string) {
  const t = useWords(stockWords);
  const utils = trpc.useUtils();
  const onSuccess = (_done: unknown, { lines }: { lines: unknown[] }) => {
    showToast({ tone: 'ok', text: t('booked', { count: lines.length }) });
    drafts.done();
    void utils.stock.invalidate();
    void utils.report.dashboard.invalidate();
    void utils.flag.invalidate();
  };
  const onError = (error: unknown) => {
    // It had arrived after all and was changed here since: what is sent next is a new document.
    if (refusalOf(error).code === 'KEY_REUSED') drafts.renew();
    void utils.stock.invalidate();
  };
  const receive = trpc.stock.receive.useMutation({ onSuccess, onError });
  const count = trpc.stock.count.useMutation({ onSuccess, onError });
  const writeOff = trpc.stock.writeOff.useMutation({ onSuccess, onError });
  const acts = { receive, count, writeOff };
  const act = drafts.kind ? acts[drafts.kind] : null;
  const send = (kind: DocumentKind, draft: Draft) => {
    const { documentId, reason } = draft;
    const lines = draft.lines.flatMap(({ skuId, quantity, unitCost }) =>
      isBookable(kind, quantity) ? [{ skuId, quantity, unitCost }] : [],
    );
    const isWhole = lines.length > 0 && lines.length === draft.lines.length;
    if (!isWhole || (kind === 'writeOff' && reason.trim() === '')) return;
    const document = { storeId, documentId, reason: reason.trim() };
    const plain = lines.map(({ skuId, quantity }) => ({ skuId, quantity }));
    if (kind === 'count') count.mutate({ ...document, lines: plain });
    else if (kind === 'writeOff') writeOff.mutate({ ...document, lines: plain });
    else {
      const priced = lines.map(({ unitCost, ...line }) =>
        unitCost === null ? line : { ...line, unitCost },
      );
      receive.mutate({ ...document, lines: priced });
    }
  };
  const error = act?.error ?? null;
  const isReused = error !== null && refusalOf(error).code === 'KEY_REUSED';
  return {
    busy: act?.isPending ?? false,
    error,
    /** Said instead of the code's general words. */
    problem: isReused ? t('bookedBefore') : null,
    send,
  };
}
