'use client';

import { ledgerWords } from '@oson/messages/admin';
import { consoleWords } from '@oson/messages/console';
import { EmptyState, Rod, Tag, useFormat, useWords } from '@oson/ui';
import { type Column, DataTable } from '@oson/ui/office';
import { Monitor } from 'lucide-react';
import { useState } from 'react';
import { shortStoreName, unbroken } from '../office/lists/place-name.ts';
import { useNow } from '../office/terminals/use-now.ts';
import type { Health } from './tenant-page.tsx';
import { TerminalLedger } from './terminal-ledger.tsx';
import { Unsent } from './tenants-page.tsx';

type Terminal = Health['terminals'][number];
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const HEARD_MS = 10 * MINUTE_MS;

const isSilent = (row: Terminal, now: number) =>
  row.state !== 'revoked' && row.lastHelloAt !== null && now - row.lastHelloAt > DAY_MS;

/** Live, heard of lately, nothing kept back. */
const isHealthy = (row: Terminal, now: number) =>
  row.state === 'live' &&
  row.pendingCount === 0 &&
  row.lastHelloAt !== null &&
  now - row.lastHelloAt < HEARD_MS;

/** The devices, those in trouble first: solid beads lie on the server, open ones only on the device. */
export function TerminalTable({ health }: { health: Health }) {
  const { name: chain, terminals } = health;
  const t = useWords(consoleWords);
  const now = useNow();
  const [open, setOpen] = useState<Terminal | null>(null);
  const columns = useColumns(chain, now);
  const rank = (row: Terminal) => (isSilent(row, now) ? 2 : 0) + (row.pendingCount > 0 ? 1 : 0);
  const rows = terminals.toSorted((a, b) => rank(b) - rank(a));
  return (
    <>
      <DataTable<Terminal>
        label={t('terminal')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.terminalId}
        onRow={setOpen}
        rowTone={(row) => (isSilent(row, now) ? 'bad' : row.pendingCount > 0 ? 'warn' : undefined)}
        empty={<EmptyState title={t('noTerminals')} />}
        height="480px"
      />
      {open ? (
        <TerminalLedger health={health} terminal={open} onClose={() => setOpen(null)} />
      ) : null}
    </>
  );
}

function useColumns(chain: string, now: number): Column<Terminal>[] {
  const t = useWords(consoleWords);
  const ledger = useWords(ledgerWords);
  const format = useFormat();
  return [
    {
      id: 'terminal',
      head: t('terminal'),
      cell: (row) => (
        <span
          className="flex items-center gap-2"
          data-testid={isHealthy(row, now) ? 'terminal-healthy' : 'terminal'}
        >
          <Monitor aria-hidden="true" />
          <b className="font-600">
            {shortStoreName(row.storeName, chain)}, {unbroken(row.name)}
          </b>
          {row.state === 'live' ? null : <Tag tone="plain">{t(row.state)}</Tag>}
          {row.unconfirmed ? <Tag tone="wait">{ledger('unconfirmed')}</Tag> : null}
        </span>
      ),
    },
    {
      id: 'version',
      head: t('version'),
      hideBelow: 'sm',
      cell: (row) => <span className="n">{row.appVersion}</span>,
    },
    { id: 'seen', head: t('lastSeen'), cell: (row) => <Seen row={row} now={now} /> },
    {
      id: 'rod',
      head: t('serverDevice'),
      width: '236px',
      hideBelow: 'wide',
      cell: (row) => (
        <Rod
          size="sm"
          width={212}
          solid={row.held}
          open={row.pendingCount}
          late={isSilent(row, now)}
          label={`${t('unsent')}: ${row.pendingCount}`}
        />
      ),
    },
    {
      id: 'unsent',
      head: t('unsent'),
      align: 'right',
      cell: (row) => <Unsent count={row.pendingCount} sum={row.pendingSum} />,
    },
    {
      id: 'oldest',
      head: t('oldest'),
      align: 'right',
      hideBelow: 'wide',
      cell: (row) =>
        row.pendingOldestAt === null ? '–' : format.duration(now - row.pendingOldestAt),
    },
    { id: 'storage', head: t('storage'), hideBelow: 'sm', cell: (row) => <Storage row={row} /> },
    {
      id: 'error',
      head: t('lastError'),
      hideBelow: 'wide',
      cell: (row) => <span className="text-ink-2">{row.lastError ?? ''}</span>,
    },
  ];
}

function Seen({ row, now }: { row: Terminal; now: number }) {
  const t = useWords(consoleWords);
  const format = useFormat();
  if (row.lastHelloAt === null) return <span className="text-ink-2">{t('never')}</span>;
  const elapsed = Math.max(0, now - row.lastHelloAt);
  if (elapsed < MINUTE_MS) {
    return (
      <Tag bare tone="ok">
        {t('now')}
      </Tag>
    );
  }
  const tone = elapsed > DAY_MS ? 'review' : elapsed > 10 * MINUTE_MS ? 'wait' : 'ok';
  return (
    <Tag bare tone={row.state === 'revoked' ? 'plain' : tone}>
      {format.duration(elapsed)}
    </Tag>
  );
}

function Storage({ row }: { row: Terminal }) {
  const t = useWords(consoleWords);
  if (row.storageProtected === null) {
    return <span className="text-ink-2">{t('storageUnknown')}</span>;
  }
  return row.storageProtected ? (
    <span className="text-ink-2">{t('storageProtected')}</span>
  ) : (
    <span>{t('storageBare')}</span>
  );
}
