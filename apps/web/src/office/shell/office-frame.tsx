'use client';

import type { TranslateOf } from '@oson/messages';
import { officeShellWords } from '@oson/messages/office';
import {
  Banner,
  EmptyState,
  LanguageSwitch,
  Menu,
  Button,
  Spinner,
  ThemeToggle,
  useFormat,
  useWords,
} from '@oson/ui';
import { type NavItem, OfficeShell } from '@oson/ui/office';
import { useIsRestoring, useQueryClient } from '@tanstack/react-query';
import {
  Boxes,
  ChartColumn,
  Clock,
  FileUp,
  Flag,
  MonitorSmartphone,
  Package,
  Receipt,
  Settings,
  Store,
  User,
  Users,
  WifiOff,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { knock } from '../../wiring/auth-client.ts';
import { trpc } from '../../wiring/office-client.tsx';
import { keepFor } from './office-cache.ts';
import { leave } from './office-providers.tsx';
import { useLineState } from './use-line-state.ts';

/** The office around a page: who is signed in, where to go, and how old what is shown may be. */
export function OfficeFrame({ children }: { children: ReactNode }) {
  const t = useWords(officeShellWords);
  const path = usePathname();
  const restoring = useIsRestoring();
  const client = useQueryClient();
  const me = trpc.account.me.useQuery();
  const office = me.data?.office ?? null;
  useEffect(() => {
    if (me.data === null) void leave(client);
    else if (me.data && !office) {
      window.location.assign(me.data.own.proofOverdue ? '/prove' : '/sign-up');
    } else if (me.data && office) {
      void keepFor({ userId: me.data.userId, tenantId: office.tenantId }, client);
    }
  }, [me.data, office, client]);
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
  const openFlags = flags.data?.rows.length ?? 0;
  return (
    <OfficeShell
      name="OsonSavdo"
      nav={navOf(t, openFlags)}
      path={path}
      linkAs={Link}
      headRight={<Person name={me.data?.own?.name ?? ''} chain={chainName(me.data)} />}
      navFoot={<Looks />}
      banner={<Notices suspended={office.tenantStatus !== 'active'} />}
    >
      {children}
    </OfficeShell>
  );
}

type Me = { chains: { tenantId: string; name: string }[]; office: { tenantId: string } | null };
const chainName = (me: Me | null | undefined) =>
  me?.chains.find((chain) => chain.tenantId === me.office?.tenantId)?.name ?? '';

function navOf(t: TranslateOf<typeof officeShellWords>, openFlags: number): (NavItem | 'line')[] {
  return [
    { href: '/office', label: t('dashboard'), icon: <ChartColumn /> },
    { href: '/office/sales', label: t('sales'), icon: <Receipt /> },
    {
      href: '/office/flags',
      label: t('flags'),
      icon: <Flag />,
      ...(openFlags > 0 ? { count: openFlags, tone: 'review' as const } : {}),
    },
    { href: '/office/shifts', label: t('shifts'), icon: <Clock /> },
    { href: '/office/customers', label: t('customers'), icon: <Users /> },
    'line',
    { href: '/office/catalogue', label: t('catalogue'), icon: <Package /> },
    { href: '/office/stock', label: t('stock'), icon: <Boxes /> },
    { href: '/office/import', label: t('import'), icon: <FileUp /> },
    'line',
    { href: '/office/stores', label: t('stores'), icon: <Store /> },
    { href: '/office/terminals', label: t('terminals'), icon: <MonitorSmartphone /> },
    { href: '/office/staff', label: t('staff'), icon: <User /> },
    { href: '/office/settings', label: t('settings'), icon: <Settings /> },
  ];
}

function Person({ name, chain }: { name: string; chain: string }) {
  const t = useWords(officeShellWords);
  const client = useQueryClient();
  const signOut = async () => {
    await knock('sign-out');
    await leave(client);
  };
  return (
    <Menu
      label={t('person')}
      trigger={<Button variant="quiet">{chain || name}</Button>}
      items={[
        {
          id: 'settings',
          label: t('settings'),
          onSelect: () => window.location.assign('/office/settings'),
        },
        { id: 'out', label: t('signOut'), onSelect: () => void signOut() },
      ]}
    />
  );
}

function Looks() {
  const t = useWords(officeShellWords);
  return (
    <div className="grid gap-2">
      <LanguageSwitch label={t('language')} />
      <ThemeToggle darkLabel={t('dark')} lightLabel={t('light')} />
    </div>
  );
}

function Notices({ suspended }: { suspended: boolean }) {
  const t = useWords(officeShellWords);
  const format = useFormat();
  const line = useLineState();
  return (
    <>
      {line.offline ? (
        <Banner
          tone="wait"
          icon={<WifiOff />}
          title={
            line.newestAt
              ? t('offline', { when: format.dateTime(line.newestAt) })
              : t('offlineEmpty')
          }
        />
      ) : null}
      {suspended ? <Banner tone="review" title={t('suspended')} /> : null}
    </>
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
