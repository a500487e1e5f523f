'use client';

import { ledgerWords } from '@oson/messages/admin';
import { Banner, Button, Dialog, showToast, Spinner, useLocale, useWords } from '@oson/ui';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalText } from '../../wiring/refusal.ts';
import { DiffTable } from '../../ledger/diff-table.tsx';
import type { HeldRow } from './held-panel.tsx';

/** Kept back for who sent it, not for what it is: it can be counted as it came. */
const ACCEPTABLE: readonly string[] = ['revoked', 'closed', 'unsigned_import'];

/** One quarantined operation: what support proposes beside what came, and the owner's decision. */
export function HeldDialog({ row, onClose }: { row: HeldRow; onClose: () => void }) {
  const t = useWords(ledgerWords);
  const { locale } = useLocale();
  const me = trpc.account.me.useQuery();
  const isOwner = me.data?.office?.role === 'owner';
  const one = trpc.terminal.quarantinedOne.useQuery({ opId: row.opId });
  const acts = useHeldActs(onClose);
  const repair = one.data?.repairs.find(({ decision }) => decision === null);
  const opIds = [row.opId];
  return (
    <Dialog
      open
      size="lg"
      onClose={onClose}
      title={row.receiptNumber ?? row.type}
      description={[row.terminalName, row.cause].filter(Boolean).join(' · ')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {isOwner && repair ? (
            <>
              <Button
                busy={acts.rejectRepair.isPending}
                onClick={() => acts.rejectRepair.mutate({ repairId: repair.id })}
              >
                {t('repairReject')}
              </Button>
              <Button
                variant="primary"
                data-testid="repair-apply"
                busy={acts.applyRepair.isPending}
                onClick={() => acts.applyRepair.mutate({ repairId: repair.id })}
              >
                {t('repairApply')}
              </Button>
            </>
          ) : isOwner ? (
            <Button
              variant="danger"
              busy={acts.reject.isPending}
              onClick={() => acts.reject.mutate({ opIds })}
            >
              {t('reject')}
            </Button>
          ) : null}
          {isOwner && ACCEPTABLE.includes(row.cause) ? (
            <Button
              variant="primary"
              data-testid="held-accept"
              busy={acts.accept.isPending}
              onClick={() => acts.accept.mutate({ opIds })}
            >
              {t('accept')}
            </Button>
          ) : null}
        </>
      }
    >
      {one.data ? (
        <>
          {one.data.fault ? <p className="mb-2">{t('fault', { fault: one.data.fault })}</p> : null}
          {repair ? (
            <>
              <Banner tone="info" className="mb-3">
                {t('repairReason', { reason: repair.reason })}
              </Banner>
              <DiffTable before={one.data.body ?? ''} after={repair.after} />
            </>
          ) : (
            <p className="text-ink-2">{t('rejectText')}</p>
          )}
          {isOwner ? null : <Banner tone="info">{t('ownerOnly')}</Banner>}
        </>
      ) : (
        <Spinner label={t('open')} />
      )}
      {acts.error ? <Banner alert tone="review" title={refusalText(acts.error, locale)} /> : null}
    </Dialog>
  );
}

function useHeldActs(onClose: () => void) {
  const t = useWords(ledgerWords);
  const utils = trpc.useUtils();
  const options = {
    onSuccess: () => {
      showToast({ tone: 'ok', text: t('done') });
      onClose();
    },
    onSettled: () => {
      void utils.terminal.quarantined.invalidate();
      void utils.terminal.quarantinedOne.invalidate();
      void utils.terminal.list.invalidate();
    },
  } as const;
  const applyRepair = trpc.terminal.applyRepair.useMutation(options);
  const rejectRepair = trpc.terminal.rejectRepair.useMutation(options);
  const accept = trpc.terminal.acceptHeldBack.useMutation(options);
  const reject = trpc.terminal.rejectQuarantined.useMutation(options);
  const error = applyRepair.error ?? rejectRepair.error ?? accept.error ?? reject.error;
  return { applyRepair, rejectRepair, accept, reject, error };
}
