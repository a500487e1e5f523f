'use client';

import { officeShellWords, stockWords } from '@oson/messages/office';
import { Banner, Button, Sheet, TextField, useLocale, useWords } from '@oson/ui';
import { Form } from '@oson/ui/office';
import { PackageSearch } from 'lucide-react';
import { useId, useState } from 'react';
import { refusalText } from '../../wiring/refusal.ts';
import { DocumentLine } from './document-line.tsx';
import { SkuPicker } from './sku-picker.tsx';
import type { DocumentKind } from './stock-types.ts';
import { useBooking } from './use-booking.ts';
import type { Draft, Drafts } from './use-drafts.ts';

const TITLE = { receive: 'receiveTitle', count: 'countTitle', writeOff: 'writeOffTitle' } as const;
const REASON = {
  receive: 'reasonReceive',
  count: 'reasonCount',
  writeOff: 'reasonWriteOff',
} as const;
const REASON_MAX = 200;

/** A goods receipt, a count or a write-off: SKUs by search, their figures, and why. */
export function DocumentSheet(props: { drafts: Drafts; storeId: string; storeName: string }) {
  const t = useWords(stockWords);
  const shell = useWords(officeShellWords);
  const { drafts } = props;
  const { kind, draft } = drafts;
  const formId = useId();
  const booking = useBooking(drafts, props.storeId);
  const count = draft?.lines.length ?? 0;
  return (
    <Sheet
      modal
      open={kind !== null}
      onClose={drafts.close}
      className="sm:w-[640px]"
      title={kind ? [t(TITLE[kind]), props.storeName].filter(Boolean).join(', ') : ''}
      footer={
        <>
          <Button onClick={drafts.close}>{shell('cancel')}</Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            busy={booking.busy}
            disabled={count === 0}
            disabledReason={t('nothingAdded')}
          >
            {count > 0 ? t('bookCount', { count }) : t('book')}
          </Button>
        </>
      }
    >
      {kind && draft ? (
        <DocumentForm
          key={`${kind}/${props.storeId}`}
          {...{ kind, draft, booking, formId, ...props }}
        />
      ) : null}
    </Sheet>
  );
}

function DocumentForm(props: {
  kind: DocumentKind;
  draft: Draft;
  drafts: Drafts;
  storeId: string;
  formId: string;
  booking: ReturnType<typeof useBooking>;
}) {
  const t = useWords(stockWords);
  const { locale } = useLocale();
  const { kind, draft, drafts, booking } = props;
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    booking.send(kind, draft);
  };
  const lacksReason = kind === 'writeOff' && draft.reason.trim() === '';
  return (
    <div className="grid gap-5">
      <SkuPicker storeId={props.storeId} onPick={drafts.add} />
      <Form id={props.formId} onSubmit={send} busy={booking.busy}>
        {booking.error ? (
          <Banner
            alert
            tone="review"
            title={booking.problem ?? refusalText(booking.error, locale)}
          />
        ) : null}
        {draft.lines.length === 0 ? (
          <p className="flex items-center gap-2.5 rounded-2 border border-dashed border-edge p-4 text-ink-2">
            <PackageSearch aria-hidden="true" />
            {t('nothingAdded')}
          </p>
        ) : (
          <ul className="grid gap-3">
            {draft.lines.map((line) => (
              <DocumentLine
                key={line.skuId}
                {...{ kind, line, tried }}
                onChange={(values) => drafts.setLine(line.skuId, values)}
                onRemove={() => drafts.remove(line.skuId)}
              />
            ))}
          </ul>
        )}
        <TextField
          label={t('reason')}
          placeholder={t(REASON[kind])}
          maxLength={REASON_MAX}
          value={draft.reason}
          error={tried && lacksReason ? t('reasonNeeded') : null}
          onChange={drafts.setReason}
        />
      </Form>
    </div>
  );
}
