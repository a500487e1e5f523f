'use client';

import { ledgerWords } from '@oson/messages/admin';
import { Banner, showToast, useLocale, useWords } from '@oson/ui';
import { ConfirmDialog } from '@oson/ui/office';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import type { TerminalRow } from './terminals-panel.tsx';

/** A terminal that came back after a restore pulls only once its owner says that it is the shop's. */
export function ConfirmTerminalDialog({ row, onClose }: { row: TerminalRow; onClose: () => void }) {
  const t = useWords(ledgerWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const confirm = trpc.terminal.confirm.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('done') });
      onClose();
    },
    onSettled: () => utils.terminal.list.invalidate(),
  });
  return (
    <ConfirmDialog
      open
      title={`${row.name}: ${t('unconfirmed')}`}
      text={t('confirmText')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      busy={confirm.isPending}
      onCancel={onClose}
      onConfirm={() => confirm.mutate({ terminalId: row.id })}
    >
      {confirm.error ? (
        <Banner alert tone="review" title={refusalText(confirm.error, locale)} />
      ) : null}
    </ConfirmDialog>
  );
}
