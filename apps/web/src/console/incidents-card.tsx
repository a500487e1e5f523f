'use client';

import { ledgerWords } from '@oson/messages/admin';
import { useWords } from '@oson/ui';
import { Card } from '@oson/ui/office';
import { IncidentList } from '../ledger/incident-list.tsx';
import { OwnerBinding } from './owner-binding.tsx';
import type { Health } from './tenant-page.tsx';

/** What was lost, forked or restored at this tenant and is open; a chain made again waits for its owner. */
export function IncidentsCard({ health }: { health: Health }) {
  const t = useWords(ledgerWords);
  return (
    <>
      {health.needsOwner ? <OwnerBinding tenantId={health.tenantId} /> : null}
      <Card title={t('incidents')}>
        <IncidentList incidents={health.incidents} />
      </Card>
    </>
  );
}
