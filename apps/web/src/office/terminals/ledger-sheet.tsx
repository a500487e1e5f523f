'use client';

import { ledgerWords } from '@oson/messages/admin';
import { Sheet, Spinner, useWords } from '@oson/ui';
import { trpc } from '../../wiring/office-client.tsx';
import { IncidentList } from '../../ledger/incident-list.tsx';
import { LifeLedger } from '../../ledger/life-ledger.tsx';
import { ListError } from '../lists/list-states.tsx';
import type { TerminalRow } from './terminals-panel.tsx';

/** A terminal's ledger: received ranges, gaps, forks and losses with their cause. */
export function LedgerSheet({ row, onClose }: { row: TerminalRow; onClose: () => void }) {
  const t = useWords(ledgerWords);
  const utils = trpc.useUtils();
  const me = trpc.account.me.useQuery();
  const ledger = trpc.terminal.ledger.useQuery({ terminalId: row.id });
  const close = trpc.terminal.closeIncident.useMutation({
    onSettled: () => utils.terminal.ledger.invalidate(),
  });
  const isOwner = me.data?.office?.role === 'owner';
  return (
    <Sheet modal open onClose={onClose} title={t('ledgerOf', { name: row.name })}>
      <div className="p-4" data-testid="terminal-ledger">
        {ledger.error ? (
          <ListError error={ledger.error} onAgain={() => void ledger.refetch()} />
        ) : ledger.data ? (
          <>
            <h3 className="mb-1 font-600">{t('incidents')}</h3>
            <div className="mb-4">
              <IncidentList
                incidents={ledger.data.incidents}
                {...(isOwner
                  ? { onSeen: (incidentId: string) => close.mutate({ incidentId }) }
                  : {})}
              />
            </div>
            {ledger.data.lives.map((life) => (
              <LifeLedger key={life.incarnation} life={life} />
            ))}
          </>
        ) : (
          <Spinner label={t('ledger')} />
        )}
      </div>
    </Sheet>
  );
}
