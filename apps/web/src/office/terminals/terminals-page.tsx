'use client';

import { ledgerWords, terminalWords } from '@oson/messages/admin';
import { Tabs, useWords } from '@oson/ui';
import { PageHead } from '@oson/ui/office';
import { useState } from 'react';
import { HeldPanel } from './held-panel.tsx';
import { KeysPanel } from './keys-panel.tsx';
import { TerminalsPanel } from './terminals-panel.tsx';

type Tab = 'terminals' | 'held' | 'keys';

/** Enrolled devices, what lies in quarantine, and the keys of other programs that send sales. */
export function TerminalsPage() {
  const t = useWords(terminalWords);
  const ledger = useWords(ledgerWords);
  const [tab, setTab] = useState<Tab>('terminals');
  return (
    <>
      <PageHead title={t('title')} />
      <Tabs
        label={t('title')}
        tabs={[
          { id: 'terminals', label: t('tabTerminals') },
          { id: 'held', label: ledger('tabHeld') },
          { id: 'keys', label: t('tabKeys') },
        ]}
        active={tab}
        onChange={setTab}
      />
      <div className="mt-4">
        {tab === 'keys' ? <KeysPanel /> : tab === 'held' ? <HeldPanel /> : <TerminalsPanel />}
      </div>
    </>
  );
}
