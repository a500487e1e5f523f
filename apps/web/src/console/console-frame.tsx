'use client';

import { consoleWords } from '@oson/messages/console';
import {
  Avatar,
  Banner,
  Button,
  LanguageSwitch,
  Menu,
  Spinner,
  ThemeToggle,
  useWords,
} from '@oson/ui';
import { OfficeShell } from '@oson/ui/office';
import { Building2, LogOut } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { SecondFactor } from '../office/settings/second-factor.tsx';
import { SignInForm } from '../site/sign-in-form.tsx';
import { SiteFrame } from '../site/site-frame.tsx';
import { knock } from '../wiring/auth-client.ts';
import { trpc } from '../wiring/office-client.tsx';
import { TenantSearch } from './tenant-search.tsx';

/** The console around a page. Without a support session there is only the way to sign in. */
export function ConsoleFrame({ children }: { children: ReactNode }) {
  const t = useWords(consoleWords);
  const path = usePathname();
  const me = trpc.account.me.useQuery();
  if (me.isPending) {
    return (
      <div className="grid min-h-dvh place-items-center">
        <Spinner label={t('loading')} />
      </div>
    );
  }
  if (!me.data?.isSupport) {
    return <ConsoleSignIn isOther={Boolean(me.data)} onDone={() => void me.refetch()} />;
  }
  if (!me.data.secondFactor) return <FactorMissing />;
  const signOut = () => void knock('sign-out').then(() => me.refetch());
  return (
    <OfficeShell
      console
      name={t('name')}
      nav={[{ href: '/console', label: t('tenants'), icon: <Building2 /> }]}
      path={path}
      linkAs={Link}
      search={<TenantSearch />}
      headRight={
        <>
          <span className="hidden items-center px-4 text-13 text-on-plate-2 xl:flex">
            {t('recorded')}
          </span>
          <Menu
            label={me.data.own.name}
            trigger={
              <Button variant="ghost" icon={<Avatar name={me.data.own.name} />}>
                <span className="max-sm:sr-only">{me.data.own.name}</span>
              </Button>
            }
            items={[{ id: 'out', label: t('signOut'), icon: <LogOut />, onSelect: signOut }]}
          />
        </>
      }
      navFoot={
        <div className="grid gap-2">
          <LanguageSwitch label={t('language')} />
          <ThemeToggle darkLabel={t('dark')} lightLabel={t('light')} />
        </div>
      }
      banner={me.data.own.hasSecondFactor ? undefined : <Banner tone="wait" title={t('demo')} />}
    >
      {children}
    </OfficeShell>
  );
}

function ConsoleSignIn({ isOther, onDone }: { isOther: boolean; onDone: () => void }) {
  const t = useWords(consoleWords);
  return (
    <SiteFrame>
      {isOther ? <Banner tone="wait" title={t('notSupport')} /> : null}
      <SignInForm title={t('signInTitle')} text={t('signInText')} onDone={onDone} />
    </SiteFrame>
  );
}

/** Outside a demo the console opens only after a second factor; it is set in the account itself. */
function FactorMissing() {
  const t = useWords(consoleWords);
  const me = trpc.account.me.useQuery();
  return (
    <SiteFrame>
      <Banner tone="review" title={t('factorMissing')} />
      {me.data ? <SecondFactor own={me.data.own} /> : null}
    </SiteFrame>
  );
}
