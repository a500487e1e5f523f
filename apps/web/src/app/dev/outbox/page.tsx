import { readOutbox } from '@oson/auth';
import { notFound } from 'next/navigation';
import { OutboxList } from '../../../site/outbox-list.tsx';
import { SiteProviders } from '../../../site/site-providers.tsx';
import { webServer } from '../../../wiring/server.ts';

export const dynamic = 'force-dynamic';

/** What the local mail and SMS drivers kept; exists only where every origin is this machine's. */
export default async function OutboxPage() {
  const { db, settings } = webServer();
  if (!settings.isLoopback) notFound();
  const rows = await readOutbox(db.auth);
  return (
    <SiteProviders>
      <OutboxList rows={rows} />
    </SiteProviders>
  );
}
