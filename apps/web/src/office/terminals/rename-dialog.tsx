'use client';

import { terminalWords } from '@oson/messages/admin';
import { Banner, Button, Dialog, TextField, useLocale, useWords } from '@oson/ui';
import { Form } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import type { TerminalRow } from './terminals-panel.tsx';

const FORM = 'rename-form';

export function RenameDialog({ row, onClose }: { row: TerminalRow; onClose: () => void }) {
  const t = useWords(terminalWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const [name, setName] = useState(row.name);
  const rename = trpc.terminal.rename.useMutation({
    onSuccess: onClose,
    onSettled: () => utils.terminal.list.invalidate(),
  });
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      title={t('rename')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={FORM} busy={rename.isPending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        onSubmit={() => {
          if (name.trim()) rename.mutate({ terminalId: row.id, name });
        }}
      >
        <TextField
          autoFocus
          label={t('name')}
          maxLength={60}
          value={name}
          onChange={setName}
          {...(name.trim() ? {} : { error: t('fillIn') })}
        />
        {rename.error ? (
          <Banner alert tone="review" title={refusalText(rename.error, locale)} />
        ) : null}
      </Form>
    </Dialog>
  );
}
