'use client';

import { toBase64url } from '@oson/contract';
import { ledgerWords } from '@oson/messages/admin';
import { type Collected, collectFile, collectText } from '@oson/pos/collect-import';
import { Banner, Button, TextField, useLocale, useWords } from '@oson/ui';
import { Card, FileDrop, Form } from '@oson/ui/office';
import { useState } from 'react';
import { trpc } from '../wiring/office-client.tsx';
import { refusalText } from '../wiring/refusal.ts';
import { CarriedResult } from './carried-result.tsx';

const REASON_LENGTH_MIN = 10;
const NOTHING: Collected = { is: 'nothing' };

/** Takes in what a terminal could not send itself: its export file, or the texts of its codes. */
export function ImportCard({ tenantId }: { tenantId: string }) {
  const t = useWords(ledgerWords);
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const [file, setFile] = useState<Collected>(NOTHING);
  const [codes, setCodes] = useState('');
  const [reason, setReason] = useState('');
  const carry = trpc.console.importBundle.useMutation({
    onSettled: () => utils.console.invalidate(),
  });
  // All codes at once and in any order: what is typed is the whole of what was read.
  const collected = file.is === 'nothing' ? collectText(NOTHING, codes) : file;
  const isReady = collected.is === 'file' && reason.trim().length >= REASON_LENGTH_MIN;
  const again = () => {
    setFile(NOTHING);
    setCodes('');
    carry.reset();
  };
  return (
    <Card title={t('carryTitle')}>
      {carry.data ? (
        <CarriedResult outcome={carry.data} onAnother={again} />
      ) : (
        <Form
          busy={carry.isPending}
          onSubmit={() => {
            if (!isReady) return;
            carry.mutate({ tenantId, bundle: toBase64url(collected.file), reason: reason.trim() });
          }}
        >
          <p className="text-pretty text-ink-2">{t('carryText')}</p>
          <div className="grid gap-3 wide:grid-cols-2">
            <FileDrop
              label={t('carryFile')}
              buttonLabel={t('carryPick')}
              accept=".osonx"
              onFile={(picked) =>
                void picked
                  .arrayBuffer()
                  .then((bytes) => setFile(collectFile(new Uint8Array(bytes))))
              }
            />
            <TextField
              label={t('carryCodes')}
              multiline={5}
              spellCheck={false}
              data-testid="carry-codes"
              value={codes}
              onChange={(text) => {
                setFile(NOTHING);
                setCodes(text);
              }}
            />
          </div>
          <CollectedLine collected={collected} />
          <TextField label={t('reason')} maxLength={300} value={reason} onChange={setReason} />
          <div>
            <Button
              variant="primary"
              type="submit"
              data-testid="carry-send"
              disabled={!isReady}
              busy={carry.isPending}
            >
              {t('carrySend')}
            </Button>
          </div>
          {carry.error ? (
            <Banner alert tone="review" title={refusalText(carry.error, locale)} />
          ) : null}
        </Form>
      )}
    </Card>
  );
}

function CollectedLine({ collected }: { collected: Collected }) {
  const t = useWords(ledgerWords);
  switch (collected.is) {
    case 'nothing':
      return null;
    case 'foreign':
      return <Banner tone="wait" title={t('carryForeign')} />;
    case 'file':
      return (
        <Banner
          tone="ok"
          title={t('carryReady', { kb: Math.ceil(collected.file.length / 1024) })}
        />
      );
    case 'codes': {
      const { count, missing } = collected;
      const left = { read: count - missing.length, count, missing: missing.join(', ') };
      return <Banner tone="info" title={t('carryLeft', left)} />;
    }
  }
}
