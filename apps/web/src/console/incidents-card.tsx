'use client';

import { ledgerWords } from '@oson/messages/admin';
import { useWords } from '@oson/ui';
import { Card } from '@oson/ui/office';
import { IncidentList } from '../ledger/incident-list.tsx';
import type { Health } from './tenant-page.tsx';

/** What was lost, forked or restored at this tenant and is open. */
export function IncidentsCard({ health }: { health: Health }) {
  const t = useWords(ledgerWords);
  return (
    <Card title={t('incidents')}>
      <IncidentList incidents={health.incidents} />
    </Card>
  );
}
