'use client';

import type { AppRouter } from '@oson/api';
import { consoleWords } from '@oson/messages/console';
import { Banner, Button, ErrorState, Spinner, useLocale, useWords } from '@oson/ui';
import { PageHead } from '@oson/ui/office';
import type { inferRouterOutputs } from '@trpc/server';
import { CirclePause, CirclePlay, Eye } from 'lucide-react';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { useState } from 'react';
import { trpc } from '../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../wiring/refusal.ts';
import { HealthView } from './health-view.tsx';
import { ReadOnlyView } from './read-only-view.tsx';
import { ReasonDialog, type ReasonAct } from './reason-dialog.tsx';
import { StatusTag } from './tenants-page.tsx';

export type Health = inferRouterOutputs<AppRouter>['console']['health'];
/** Every look leaves a line in the tenant's log: the page is asked for once, not on each focus. */
const LOOK = { staleTime: 60_000, refetchOnWindowFocus: false };

/** One tenant: how it is doing, what is wrong first, and the few acts of support. */
export function TenantPage() {
  const { tenantId } = useParams<{ tenantId: string }>();
  const t = useWords(consoleWords);
  const { locale } = useLocale();
  const [act, setAct] = useState<ReasonAct | null>(null);
  const health = trpc.console.health.useQuery({ tenantId }, LOOK);
  const access = trpc.console.access.useQuery({ tenantId }, LOOK);
  if (health.error) {
    return (
      <ErrorState
        title={t('failed')}
        text={refusalText(health.error, locale)}
        code={refusalOf(health.error).requestId}
        action={<Button onClick={() => void health.refetch()}>{t('again')}</Button>}
      />
    );
  }
  if (!health.data) return <Spinner label={t('loading')} />;
  const tenant = health.data;
  const size = { stores: tenant.stores.length, terminals: tenant.terminals.length };
  return (
    <>
      <PageHead
        title={tenant.name}
        tags={<StatusTag status={tenant.status} />}
        sub={t('sizeOf', size)}
        back={{ href: '/console', label: t('back') }}
        linkAs={Link}
        actions={
          <>
            {tenant.status === 'active' ? (
              <Button icon={<CirclePause />} onClick={() => setAct('suspend')}>
                {t('suspend')}
              </Button>
            ) : tenant.status === 'suspended' ? (
              <Button icon={<CirclePlay />} onClick={() => setAct('resume')}>
                {t('resume')}
              </Button>
            ) : null}
            <Button
              variant="primary"
              icon={<Eye />}
              disabled={Boolean(access.data)}
              onClick={() => setAct('view')}
            >
              {t('view')}
            </Button>
          </>
        }
      />
      {tenant.suspendReason ? (
        <Banner
          tone="wait"
          className="mb-3"
          title={t('suspendedBecause', { reason: tenant.suspendReason })}
        />
      ) : null}
      {access.data ? (
        <ReadOnlyView
          tenantId={tenantId}
          name={tenant.name}
          expiresAt={access.data.expiresAt}
          onOver={() => void access.refetch()}
        />
      ) : (
        <HealthView health={tenant} at={health.dataUpdatedAt} onReveal={() => setAct('reveal')} />
      )}
      {act ? <ReasonDialog act={act} tenant={tenant} onClose={() => setAct(null)} /> : null}
    </>
  );
}
