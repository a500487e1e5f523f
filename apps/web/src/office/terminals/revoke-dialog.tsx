'use client';

import { terminalWords } from '@oson/messages/admin';
import { Banner, showToast, TextField, useFormat, useLocale, useWords } from '@oson/ui';
import { ConfirmDialog } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import type { TerminalRow } from './terminals-panel.tsx';

/** Cannot be taken back: says what happens to unsent sales, and asks for the terminal's name. */
export function RevokeDialog({ row, onClose }: { row: TerminalRow; onClose: () => void }) {
  const t = useWords(terminalWords);
  const { locale } = useLocale();
  const format = useFormat();
  const utils = trpc.useUtils();
  const [reason, setReason] = useState('');
  const revoke = trpc.terminal.revoke.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('revokedToast', { name: row.name }) });
      onClose();
    },
    onSettled: () => utils.terminal.list.invalidate(),
  });
  const { count, sum } = row.pending;
  return (
    <ConfirmDialog
      open
      danger
      title={t('revokeTitle', { name: row.name })}
      text={t('revokeText')}
      confirmLabel={t('revoke')}
      cancelLabel={t('cancel')}
      busy={revoke.isPending}
      typedWord={row.name}
      typedLabel={`${t('name')}: ${row.name}`}
      onCancel={onClose}
      onConfirm={() => revoke.mutate({ terminalId: row.id, ...(reason.trim() ? { reason } : {}) })}
    >
      {count > 0 ? (
        <Banner tone="wait" className="mb-3">
          {t('revokeUnsent', { count, sum: format.money(sum) })}
        </Banner>
      ) : null}
      <TextField
        label={t('reason')}
        maxLength={200}
        value={reason}
        onChange={setReason}
        className="mb-3"
      />
      {revoke.error ? (
        <Banner alert tone="review" title={refusalText(revoke.error, locale)} />
      ) : null}
    </ConfirmDialog>
  );
}
