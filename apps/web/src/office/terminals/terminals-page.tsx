'use client';

import { terminalWords } from '@oson/messages/admin';
import { Tabs, useWords } from '@oson/ui';
import { PageHead } from '@oson/ui/office';
import { useState } from 'react';
import { KeysPanel } from './keys-panel.tsx';
import { TerminalsPanel } from './terminals-panel.tsx';

/** Enrolled devices, and the keys of other programs that send sales. */
export function TerminalsPage() {
  const t = useWords(terminalWords);
  const [tab, setTab] = useState<'terminals' | 'keys'>('terminals');
  return (
    <>
      <PageHead title={t('title')} />
      <Tabs
        label={t('title')}
        tabs={[
          { id: 'terminals', label: t('tabTerminals') },
          { id: 'keys', label: t('tabKeys') },
        ]}
        active={tab}
        onChange={(id) => setTab(id === 'keys' ? 'keys' : 'terminals')}
      />
      <div className="mt-4">{tab === 'keys' ? <KeysPanel /> : <TerminalsPanel />}</div>
    </>
  );
}
