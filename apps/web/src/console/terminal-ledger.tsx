'use client';

import { ledgerWords } from '@oson/messages/admin';
import {
  Banner,
  Button,
  Sheet,
  showToast,
  Spinner,
  TextField,
  useLocale,
  useWords,
} from '@oson/ui';
import { Form } from '@oson/ui/office';
import { useState } from 'react';
import { IncidentList } from '../ledger/incident-list.tsx';
import { type LedgerDetail, LifeLedger } from '../ledger/life-ledger.tsx';
import { trpc } from '../wiring/office-client.tsx';
import { refusalText } from '../wiring/refusal.ts';
import type { Health } from './tenant-page.tsx';

const REASON_LENGTH_MIN = 10;
/** Every look leaves a line in the tenant's log: not on each focus. */
const LOOK = { staleTime: 60_000, refetchOnWindowFocus: false };

type Props = { health: Health; terminal: Health['terminals'][number]; onClose: () => void };

/** A terminal's ledger for support: asked for with a reason that the tenant reads. */
export function TerminalLedger({ health, terminal, onClose }: Props) {
  const t = useWords(ledgerWords);
  const { locale } = useLocale();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState<string | null>(null);
  const { tenantId } = health;
  const { terminalId } = terminal;
  const ledger = trpc.console.ledger.useQuery(
    { tenantId, terminalId, reason: reason ?? '' },
    { ...LOOK, enabled: reason !== null },
  );
  const isShort = typed.trim().length < REASON_LENGTH_MIN;
  return (
    <Sheet modal open onClose={onClose} title={t('ledgerOf', { name: terminal.name })}>
      <div className="p-4" data-testid="console-ledger">
        {reason === null ? (
          <Form
            onSubmit={() => {
              if (!isShort) setReason(typed.trim());
            }}
          >
            <TextField
              autoFocus
              label={t('reason')}
              maxLength={300}
              multiline={3}
              value={typed}
              onChange={setTyped}
            />
            <Button variant="primary" type="submit" disabled={isShort}>
              {t('ledgerLook')}
            </Button>
          </Form>
        ) : ledger.error ? (
          <Banner alert tone="review" title={refusalText(ledger.error, locale)} />
        ) : ledger.data ? (
          <>
            {health.needsOwner && terminal.unconfirmed ? (
              <Confirmation tenantId={tenantId} terminalId={terminalId} reason={reason} />
            ) : null}
            <Ledger ledger={ledger.data} />
          </>
        ) : (
          <Spinner label={t('ledger')} />
        )}
      </div>
    </Sheet>
  );
}

function Ledger({ ledger }: { ledger: LedgerDetail }) {
  const t = useWords(ledgerWords);
  return (
    <>
      <h3 className="mb-1 font-600">{t('incidents')}</h3>
      <div className="mb-4">
        <IncidentList incidents={ledger.incidents} />
      </div>
      {ledger.lives.map((life) => (
        <LifeLedger key={life.incarnation} life={life} />
      ))}
    </>
  );
}

/** Only a chain that has no owner yet: any other decides about its terminals itself. */
function Confirmation(who: { tenantId: string; terminalId: string; reason: string }) {
  const t = useWords(ledgerWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const confirm = trpc.console.confirmTerminal.useMutation({
    onSuccess: () => showToast({ tone: 'ok', text: t('done') }),
    onSettled: () => utils.console.invalidate(),
  });
  return (
    <Banner
      tone="wait"
      className="mb-4"
      title={t('unconfirmed')}
      actions={
        <Button
          variant="primary"
          data-testid="console-confirm"
          busy={confirm.isPending}
          onClick={() => confirm.mutate(who)}
        >
          {t('confirm')}
        </Button>
      }
    >
      {confirm.error ? refusalText(confirm.error, locale) : t('supportConfirmText')}
    </Banner>
  );
}
