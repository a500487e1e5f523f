'use client';

import { ledgerWords } from '@oson/messages/admin';
import {
  Banner,
  Button,
  Dialog,
  showToast,
  Spinner,
  TextField,
  useLocale,
  useWords,
} from '@oson/ui';
import { Form } from '@oson/ui/office';
import { useState } from 'react';
import { fieldsOf, withFields } from '../ledger/body-diff.ts';
import { DiffTable } from '../ledger/diff-table.tsx';
import { trpc } from '../wiring/office-client.tsx';
import { refusalText } from '../wiring/refusal.ts';
import type { HeldRow } from '../ledger/held-columns.tsx';

const FORM = 'repair-form';

type Props = { tenantId: string; reason: string; row: HeldRow; onClose: () => void };

/** A body field by field; what is proposed must be what the contract accepts, and the owner decides. */
export function RepairDialog({ tenantId, reason, row, onClose }: Props) {
  const t = useWords(ledgerWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const [changes, setChanges] = useState<ReadonlyMap<string, string>>(new Map());
  const one = trpc.console.quarantinedOne.useQuery(
    { tenantId, opId: row.opId, reason },
    { refetchOnWindowFocus: false },
  );
  const propose = trpc.console.proposeRepair.useMutation({
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('proposed') });
      onClose();
    },
    onSettled: () => utils.console.quarantined.invalidate(),
  });
  const body = one.data?.isRepairable ? one.data.body : null;
  const fields = body === null || body === undefined ? null : fieldsOf(body);
  const after = body && fields ? withFields(body, changes) : null;
  return (
    <Dialog
      open
      size="lg"
      onClose={onClose}
      title={t('proposeTitle')}
      description={t('proposeText')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            form={FORM}
            data-testid="repair-propose"
            disabled={changes.size === 0}
            busy={propose.isPending}
          >
            {t('propose')}
          </Button>
        </>
      }
    >
      {one.data?.fault ? <p className="mb-2">{t('fault', { fault: one.data.fault })}</p> : null}
      {!one.data ? <Spinner label={t('open')} /> : null}
      {one.data && !fields ? <Banner tone="info">{t('notJson')}</Banner> : null}
      {fields && body && after ? (
        <Form
          id={FORM}
          onSubmit={() => propose.mutate({ tenantId, opId: row.opId, after, reason })}
        >
          {fields.map(({ path, value }) => (
            <TextField
              key={path}
              label={path}
              value={changes.get(path) ?? value}
              onChange={(text) => setChanges(new Map(changes).set(path, text))}
            />
          ))}
          <DiffTable before={body} after={after} />
        </Form>
      ) : null}
      {propose.error ? (
        <Banner alert tone="review" title={refusalText(propose.error, locale)} />
      ) : null}
    </Dialog>
  );
}
