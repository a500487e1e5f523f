'use client';

import { ledgerWords, terminalWords } from '@oson/messages/admin';
import { IconButton, Menu, MoneyText, Tag, useFormat, useWords } from '@oson/ui';
import type { Column } from '@oson/ui/office';
import { BookOpen, Check, Ellipsis, Monitor, Pencil, Plug, Unplug } from 'lucide-react';
import { unbroken, usePlaceName } from '../lists/place-name.ts';
import type { TerminalAct, TerminalRow } from './terminals-panel.tsx';

const DAY_MS = 86_400_000;
const SOON_MS = 60_000;

/** A working terminal that has not been heard from for a day. */
export const isSilent = (row: TerminalRow, now: number) =>
  row.state !== 'revoked' && row.lastSeenAt !== null && now - row.lastSeenAt > DAY_MS;

type Options = {
  now: number;
  onAct: (act: TerminalAct, row: TerminalRow) => void;
};

export function useTerminalColumns(options: Options): Column<TerminalRow>[] {
  const t = useWords(terminalWords);
  return [
    { id: 'terminal', head: t('terminal'), cell: (row) => <Name row={row} now={options.now} /> },
    {
      id: 'state',
      head: t('state'),
      hideBelow: 'sm',
      cell: (row) => <State row={row} />,
    },
    {
      id: 'seen',
      head: t('lastSeen'),
      hideBelow: 'sm',
      cell: (row) => <Seen row={row} now={options.now} />,
    },
    {
      id: 'version',
      head: t('version'),
      hideBelow: 'wide',
      cell: (row) => <span className="n text-ink-2">{row.appVersion}</span>,
    },
    { id: 'unsent', head: t('unsent'), align: 'right', cell: (row) => <Unsent row={row} /> },
    { id: 'storage', head: t('storage'), hideBelow: 'sm', cell: (row) => <Storage row={row} /> },
    {
      id: 'actions',
      head: <span className="sr-only">{t('actions')}</span>,
      align: 'right',
      width: '56px',
      cell: (row) => <Acts row={row} {...options} />,
    },
  ];
}

function Name({ row, now }: { row: TerminalRow; now: number }) {
  const t = useWords(terminalWords);
  const placeName = usePlaceName();
  const Icon = row.kind === 'device' ? Monitor : Plug;
  return (
    <span className="flex items-center gap-2">
      <Icon aria-hidden="true" className="text-ink-2" />
      <span>
        <b className="font-600">{unbroken(row.name)}</b>
        <span className="block text-13 text-ink-2">
          {row.kind === 'rest' ? `${t('integration')} · ` : ''}
          {placeName(row.storeName)}
          {row.code ? ` · ${row.code}` : ''}
        </span>
        <span className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 sm:hidden">
          <State row={row} />
          <Seen row={row} now={now} />
        </span>
      </span>
    </span>
  );
}

function State({ row }: { row: TerminalRow }) {
  const t = useWords(terminalWords);
  const ledger = useWords(ledgerWords);
  const tone = row.state === 'live' ? 'ok' : row.state === 'practice' ? 'info' : 'plain';
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <Tag tone={tone}>{t(row.state)}</Tag>
      {row.unconfirmed ? <Tag tone="wait">{ledger('unconfirmed')}</Tag> : null}
      {row.quarantined > 0 ? (
        <Tag tone="review">{t('held', { count: row.quarantined })}</Tag>
      ) : null}
    </span>
  );
}

function Seen({ row, now }: { row: TerminalRow; now: number }) {
  const t = useWords(terminalWords);
  const format = useFormat();
  if (row.lastSeenAt === null) return <span className="text-ink-2">{t('never')}</span>;
  const elapsed = now - row.lastSeenAt;
  const tone = elapsed > DAY_MS ? 'review' : elapsed > SOON_MS * 10 ? 'wait' : 'ok';
  return (
    <Tag bare tone={row.state === 'revoked' ? 'plain' : tone}>
      {format.ago(Math.max(0, elapsed))}
    </Tag>
  );
}

function Unsent({ row }: { row: TerminalRow }) {
  const t = useWords(terminalWords);
  const { count, sum } = row.pending;
  return (
    <span>
      <b className={count > 0 ? 'font-650' : 'font-400 text-ink-2'}>{count}</b>
      {count > 0 ? (
        <span className="text-ink-2">
          {' · '}
          <MoneyText tiyin={sum} />
        </span>
      ) : null}
      {row.owed > 0 ? (
        <span className="block text-13 text-ink-2">{t('owed', { count: row.owed })}</span>
      ) : null}
    </span>
  );
}

function Storage({ row }: { row: TerminalRow }) {
  const t = useWords(terminalWords);
  if (row.kind === 'rest') return null;
  if (row.storage === null) return <span className="text-ink-2">{t('storageUnknown')}</span>;
  if (row.storage.persisted) return <span className="text-ink-2">{t('storageProtected')}</span>;
  return (
    <Tag bare tone="wait">
      <span title={t('storageBareHint')}>{t('storageBare')}</span>
    </Tag>
  );
}

function Acts({ row, onAct }: Options & { row: TerminalRow }) {
  const t = useWords(terminalWords);
  const ledger = useWords(ledgerWords);
  return (
    <Menu
      label={t('actions')}
      trigger={
        <IconButton variant="quiet" label={`${t('actions')}: ${row.name}`} icon={<Ellipsis />} />
      }
      items={[
        {
          id: 'ledger',
          label: ledger('ledger'),
          icon: <BookOpen />,
          onSelect: () => onAct('ledger', row),
        },
        ...(row.unconfirmed
          ? [
              {
                id: 'confirm',
                label: ledger('confirm'),
                icon: <Check />,
                onSelect: () => onAct('confirm', row),
              },
            ]
          : []),
        { id: 'name', label: t('rename'), icon: <Pencil />, onSelect: () => onAct('rename', row) },
        {
          id: 'revoke',
          label: t('revoke'),
          icon: <Unplug />,
          danger: true,
          disabled: row.state === 'revoked',
          onSelect: () => onAct('revoke', row),
        },
      ]}
    />
  );
}
