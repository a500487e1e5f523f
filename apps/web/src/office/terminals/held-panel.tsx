'use client';

import { ledgerWords } from '@oson/messages/admin';
import { Button, EmptyState, useWords } from '@oson/ui';
import { DataTable } from '@oson/ui/office';
import { useState } from 'react';
import { type HeldRow, useHeldColumns } from '../../ledger/held-columns.tsx';
import { trpc } from '../../wiring/office-client.tsx';
import { ListError } from '../lists/list-states.tsx';
import { BY_CURSOR, tableOf } from '../lists/pages.ts';
import { HeldDialog } from './held-dialog.tsx';

export type { HeldRow };
const FRESH_MS = 30_000;

/** What is stored and not counted yet; the owner decides on each. */
export function HeldPanel() {
  const t = useWords(ledgerWords);
  const [openRow, setOpenRow] = useState<HeldRow | null>(null);
  const query = trpc.terminal.quarantined.useInfiniteQuery(
    {},
    { ...BY_CURSOR, refetchInterval: FRESH_MS },
  );
  const columns = useHeldColumns((row) => (
    <Button data-testid="held-open" onClick={() => setOpenRow(row)}>
      {t('open')}
    </Button>
  ));
  return (
    <>
      <p className="mb-3 text-ink-2">{t('heldText')}</p>
      <DataTable<HeldRow>
        label={t('tabHeld')}
        columns={columns}
        rowKey={(row) => row.id}
        {...tableOf(query)}
        error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
        empty={<EmptyState title={t('heldEmpty')} text={t('heldText')} />}
      />
      {openRow ? <HeldDialog row={openRow} onClose={() => setOpenRow(null)} /> : null}
    </>
  );
}
