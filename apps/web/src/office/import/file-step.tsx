'use client';

import { importWords } from '@oson/messages/import';
import { Button, showToast, Tag, useFormat, useLocale, useWords } from '@oson/ui';
import { Card, FileDrop } from '@oson/ui/office';
import { useMutation } from '@tanstack/react-query';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';
import type { ImportSummary } from './import-types.ts';
import { uploadFile } from './upload-file.ts';

/** Takes the file in; earlier imports can be opened again. */
export function FileStep(props: { onOpen: (batchId: string, step: string) => void }) {
  const t = useWords(importWords);
  const format = useFormat();
  const { locale } = useLocale();
  const utils = trpc.useUtils();
  const upload = useMutation({
    mutationFn: uploadFile,
    networkMode: 'always',
    onSuccess: ({ batchId, importedBefore }) => {
      void utils.import.list.invalidate();
      if (importedBefore) {
        const date = format.date(Date.parse(importedBefore.at));
        showToast({ tone: 'wait', text: t('importedBefore', { date }) });
      }
      props.onOpen(batchId, 'columns');
    },
  });
  return (
    <div className="grid max-w-[760px] gap-6">
      <FileDrop
        label={t('dropLabel')}
        hint={t('dropHint')}
        accept=".xlsx,.csv,.txt,.tsv"
        buttonLabel={upload.isPending ? t('reading') : t('choose')}
        busy={upload.isPending}
        error={upload.error ? whyNot(upload.error, t, locale) : null}
        onFile={(file) => upload.mutate(file)}
      />
      <Earlier onOpen={(batchId) => props.onOpen(batchId, 'check')} />
    </div>
  );
}

function whyNot(
  error: unknown,
  t: (key: 'oldXls' | 'noGoods') => string,
  locale: Parameters<typeof refusalText>[1],
): string {
  const { reason } = refusalOf(error).details;
  if (reason === 'xls') return t('oldXls');
  if (reason === 'no-goods') return t('noGoods');
  return refusalText(error, locale);
}

const STATUS = {
  uploaded: ['statusReady', 'plain'],
  ready: ['statusReady', 'plain'],
  queued: ['statusRunning', 'info'],
  running: ['statusRunning', 'info'],
  done: ['statusDone', 'ok'],
  failed: ['statusFailed', 'review'],
  undone: ['statusUndone', 'plain'],
} as const;

function Earlier(props: { onOpen: (batchId: string) => void }) {
  const t = useWords(importWords);
  const list = trpc.import.list.useQuery({});
  if (!list.data || list.data.length === 0) return null;
  return (
    <Card title={t('earlier')} pad={false}>
      <ul>
        {list.data.map((batch) => (
          <EarlierRow key={batch.batchId} batch={batch} onOpen={props.onOpen} />
        ))}
      </ul>
    </Card>
  );
}

function EarlierRow(props: { batch: ImportSummary; onOpen: (batchId: string) => void }) {
  const t = useWords(importWords);
  const format = useFormat();
  const { batch } = props;
  const [status, tone] = STATUS[batch.status];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-2">
      <Button variant="quiet" className="-ml-2" onClick={() => props.onOpen(batch.batchId)}>
        {batch.fileName}
      </Button>
      <span className="flex-1 text-ink-2">{format.dateTime(batch.createdAt.getTime())}</span>
      <span className="n text-ink-2">{t('rowsIn', { count: batch.rowsDone })}</span>
      <Tag tone={tone}>{t(status)}</Tag>
    </li>
  );
}
