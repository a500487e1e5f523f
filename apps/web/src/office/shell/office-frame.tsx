'use client';

import { officeShellWords } from '@oson/messages/office';
import { Button, EmptyState, LanguageSwitch, Spinner, ThemeToggle, useWords } from '@oson/ui';
import { OfficeShell } from '@oson/ui/office';
import { useIsRestoring, useQueryClient } from '@tanstack/react-query';
import { WifiOff } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { HeadLedger } from './head-ledger.tsx';
import { Notices } from './notices.tsx';
import { keepFor, onOtherOwner } from './office-cache.ts';
import { navOf } from './office-nav.tsx';
import { leave } from './office-session.ts';
import { PersonMenu } from './person-menu.tsx';
import { useLineState } from './use-line-state.ts';

/** While the server is away it is asked again so often. */
const ASK_AGAIN_MS = 15_000;

/** The office around a page: who is signed in, where to go, and how old what is shown may be. */
export function OfficeFrame({ children }: { children: ReactNode }) {
  const t = useWords(officeShellWords);
  const path = usePathname();
  const restoring = useIsRestoring();
  const line = useFreshWhenBack();
  const me = useMe(line.offline);
  const office = me.data?.office ?? null;
  const flags = trpc.flag.list.useQuery(
    { status: 'open', limit: 100 },
    { enabled: Boolean(office) },
  );
  if (restoring || (!office && !me.isError)) {
    return (
      <div className="grid min-h-dvh place-items-center">
        <Spinner label={t('loading')} />
      </div>
    );
  }
  if (!office) return <NothingHere onAgain={() => void me.refetch()} />;
  const suspended = office.tenantStatus !== 'active';
  const chain = me.data?.chains.find(({ tenantId }) => tenantId === office.tenantId);
  return (
    <OfficeShell
      name="OsonSavdo"
      nav={navOf(t, flags.data?.rows.length ?? 0)}
      path={path}
      linkAs={Link}
      headRight={
        <>
          <PersonMenu name={me.data?.own.name ?? ''} chain={chain?.name ?? ''} />
          <HeadLedger />
        </>
      }
      navFoot={<Looks />}
      banner={line.offline || suspended ? <Notices {...{ line, suspended }} /> : undefined}
    >
      {children}
    </OfficeShell>
  );
}

/** Who is signed in; what lies on the device follows the person. */
function useMe(isOffline: boolean) {
  const client = useQueryClient();
  const me = trpc.account.me.useQuery(undefined, {
    refetchInterval: isOffline ? ASK_AGAIN_MS : false,
  });
  useEffect(() => {
    if (me.data === null) void leave(client);
    else if (me.data && !me.data.office) {
      window.location.assign(me.data.own.proofOverdue ? '/prove' : '/sign-up');
    } else if (me.data?.office) {
      const { userId, office } = me.data;
      void keepFor({ userId, tenantId: office.tenantId }, client);
    }
  }, [me.data, client]);
  useEffect(() => onOtherOwner(() => window.location.reload()), []);
  return me;
}

/** The state of the line; once it is back, everything on screen is asked for again. */
function useFreshWhenBack() {
  const client = useQueryClient();
  const line = useLineState();
  const { offline } = line;
  useEffect(() => {
    if (!offline) return;
    return () => void client.invalidateQueries();
  }, [offline, client]);
  return line;
}

function Looks() {
  const t = useWords(officeShellWords);
  return (
    <div className="grid justify-items-start gap-1">
      <LanguageSwitch label={t('language')} />
      <ThemeToggle darkLabel={t('dark')} lightLabel={t('light')} />
    </div>
  );
}

function NothingHere({ onAgain }: { onAgain: () => void }) {
  const t = useWords(officeShellWords);
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <EmptyState
        icon={<WifiOff />}
        title={t('offlineEmpty')}
        action={
          <Button variant="primary" onClick={onAgain}>
            {t('again')}
          </Button>
        }
      />
    </main>
  );
}
