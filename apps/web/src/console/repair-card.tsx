'use client';

import type { AppRouter } from '@oson/api';
import { ledgerWords } from '@oson/messages/admin';
import { Button, TextField, useWords } from '@oson/ui';
import { Card } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { trpc } from '../wiring/office-client.tsx';
import { RepairDialog } from './repair-dialog.tsx';

export type HeldOfTenant = inferRouterOutputs<AppRouter>['console']['quarantined']['rows'][number];
const REASON_LENGTH_MIN = 10;
/** Every look leaves a line in the tenant's log: not on each focus. */
const LOOK = { staleTime: 60_000, refetchOnWindowFocus: false };

/** What lies in a tenant's quarantine; seen with a reason, and mended only by a proposal. */
export function RepairCard({ tenantId }: { tenantId: string }) {
  const t = useWords(ledgerWords);
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState<string | null>(null);
  const [openRow, setOpenRow] = useState<HeldOfTenant | null>(null);
  const held = trpc.console.quarantined.useQuery(
    { tenantId, reason: reason ?? '' },
    { ...LOOK, enabled: reason !== null },
  );
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
      ) : held.data?.rows.length === 0 ? (
        <p className="text-ink-2">{t('heldEmpty')}</p>
      ) : (
        <ul>
          {(held.data?.rows ?? []).map((row) => (
            <li
              key={row.id}
              className="flex min-h-11 items-center gap-3 border-t border-line first:border-0"
            >
              <span className="min-w-0 flex-1">
                <b className="font-600">{row.receiptNumber ?? row.type}</b>{' '}
                <span className="text-13 text-ink-2">
                  {[row.terminalName, row.cause, row.error].filter(Boolean).join(' · ')}
                </span>
              </span>
              <Button disabled={row.repairId !== null} onClick={() => setOpenRow(row)}>
                {row.repairId === null ? t('propose') : t('repairWaits')}
              </Button>
            </li>
          ))}
        </ul>
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
