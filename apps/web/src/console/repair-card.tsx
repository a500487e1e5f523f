'use client';

import { ledgerWords } from '@oson/messages/admin';
import { Button, EmptyState, TextField, useWords } from '@oson/ui';
import { Card, DataTable } from '@oson/ui/office';
import { useState } from 'react';
import { type HeldRow, useHeldColumns } from '../ledger/held-columns.tsx';
import { ListError } from '../office/lists/list-states.tsx';
import { BY_CURSOR, tableOf } from '../office/lists/pages.ts';
import { trpc } from '../wiring/office-client.tsx';
import { RepairDialog } from './repair-dialog.tsx';

const REASON_LENGTH_MIN = 10;
/** Every look leaves a line in the tenant's log: not on each focus. */
const LOOK = { staleTime: 60_000, refetchOnWindowFocus: false };

/** What lies in a tenant's quarantine; seen with a reason, and mended only by a proposal. */
export function RepairCard({ tenantId }: { tenantId: string }) {
  const t = useWords(ledgerWords);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState<string | null>(null);
  const [openRow, setOpenRow] = useState<HeldRow | null>(null);
  const held = trpc.console.quarantined.useInfiniteQuery(
    { tenantId, reason: reason ?? '' },
    { ...BY_CURSOR, ...LOOK, enabled: reason !== null },
  );
  const columns = useHeldColumns((row) => (
    <Button disabled={row.repairId !== null} onClick={() => setOpenRow(row)}>
      {row.repairId === null ? t('propose') : t('repairWaits')}
    </Button>
  ));
  const isShort = typed.trim().length < REASON_LENGTH_MIN;
  return (
    <Card title={t('tabHeld')}>
      {reason === null ? (
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-60 flex-1">
            <TextField label={t('reason')} maxLength={300} value={typed} onChange={setTyped} />
          </div>
          <Button
            data-testid="quarantine-look"
            disabled={isShort}
            onClick={() => setReason(typed.trim())}
          >
            {t('look')}
          </Button>
        </div>
      ) : (
        <DataTable<HeldRow>
          label={t('tabHeld')}
          columns={columns}
          rowKey={(row) => row.id}
          {...tableOf(held)}
          error={<ListError error={held.error} onAgain={() => void held.refetch()} />}
          empty={<EmptyState title={t('heldEmpty')} />}
          height="420px"
        />
      )}
      {openRow && reason ? (
        <RepairDialog
          tenantId={tenantId}
          reason={reason}
          row={openRow}
          onClose={() => setOpenRow(null)}
        />
      ) : null}
    </Card>
  );
}
