'use client';

import { officeShellWords } from '@oson/messages/office';
import { Avatar, Button, Menu, showToast, useLocale, useWords } from '@oson/ui';
import { useQueryClient } from '@tanstack/react-query';
import { LogOut, MonitorSmartphone, Settings } from 'lucide-react';
import { knock } from '../../wiring/auth-client.ts';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';
import { dropKeptAnswers } from './office-cache.ts';
import { leave } from './office-session.ts';

/** Who is signed in, for which chain, and the way out. */
export function PersonMenu({ name, chain }: { name: string; chain: string }) {
  const t = useWords(officeShellWords);
  const { locale } = useLocale();
  const client = useQueryClient();
  const signOut = async () => {
    try {
      await knock('sign-out');
      await leave(client);
    } catch (error) {
      // Without the server the session stands; what lies on the device goes all the same.
      await dropKeptAnswers();
      const isOffline = refusalOf(error).code === 'OFFLINE';
      const text = isOffline ? t('signOutOffline') : refusalText(error, locale);
      showToast({ tone: 'review', text });
    }
  };
  const go = (path: string) => () => window.location.assign(path);
  return (
    <Menu
      label={t('person')}
      trigger={
        <Button variant="quiet" icon={<Avatar name={name} />} className="h-full rounded-none px-3">
          <span className="grid text-left leading-tight text-ink max-lg:sr-only">
            <span>{name}</span>
            {chain ? <span className="text-13 font-400 text-ink-2">{chain}</span> : null}
          </span>
        </Button>
      }
      items={[
        {
          id: 'pos',
          label: t('openPos'),
          icon: <MonitorSmartphone />,
          onSelect: go('/pos'),
        },
        {
          id: 'settings',
          label: t('settings'),
          icon: <Settings />,
          onSelect: go('/office/settings'),
        },
        'line',
        { id: 'out', label: t('signOut'), icon: <LogOut />, onSelect: () => void signOut() },
      ]}
    />
  );
}
