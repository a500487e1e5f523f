'use client';

import { settingsWords } from '@oson/messages/admin';
import { Tabs, useWords } from '@oson/ui';
import { PageHead } from '@oson/ui/office';
import { useState } from 'react';
import { AccountPanel } from './account-panel.tsx';
import { ChainPanel } from './chain-panel.tsx';
import { LogPanel } from './log-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { TendersPanel } from './tenders-panel.tsx';

const PANELS = {
  chain: ChainPanel,
  tenders: TendersPanel,
  account: AccountPanel,
  people: PeoplePanel,
  log: LogPanel,
};
type PanelId = keyof typeof PANELS;

/** The chain's settings, ways to pay, one's own account, managers, and the log. */
export function SettingsPage() {
  const t = useWords(settingsWords);
  const [active, setActive] = useState<PanelId>('chain');
  const Panel = PANELS[active];
  return (
    <>
      <PageHead title={t('title')} />
      <Tabs
        label={t('title')}
        tabs={[
          { id: 'chain', label: t('tabChain') },
          { id: 'tenders', label: t('tabTenders') },
          { id: 'account', label: t('tabAccount') },
          { id: 'people', label: t('tabPeople') },
          { id: 'log', label: t('tabLog') },
        ]}
        active={active}
        onChange={(id) => setActive(id as PanelId)}
      />
      <div className="mt-4 grid max-w-[860px] gap-4">
        <Panel />
      </div>
    </>
  );
}
