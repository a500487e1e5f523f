'use client';

import { importWords } from '@oson/messages/import';
import { Button, Chip, LinkButton, useLocale, useWords } from '@oson/ui';
import { Card, DataTable } from '@oson/ui/office';
import { ArrowRight, Columns3, Download, FileSpreadsheet, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListError } from '../lists/list-states.tsx';
import { tableOf } from '../lists/pages.ts';
import { AnswerDialog, type Asked } from './answer-dialog.tsx';
import { CheckFigures } from './check-figures.tsx';
import type { ImportPreview, ImportRow, RowView } from './import-types.ts';
import { RateDialog } from './rate-dialog.tsx';
import { useRowColumns } from './row-columns.tsx';
import { rowsFileHref } from './upload-file.ts';
import type { ImportActs } from './use-import.ts';

const PAGE_ROWS = 100;

/** What becomes of each row, with a one-tap answer where a person is asked; nothing is written yet. */
export function CheckStep(props: {
  preview: ImportPreview;
  acts: ImportActs;
  view: string;
  onView: (view: string) => void;
  onColumns: () => void;
}) {
  const t = useWords(importWords);
  const { preview, acts } = props;
  const [asked, setAsked] = useState<Asked | null>(null);
  const [rate, setRate] = useState(false);
  const view = props.view as RowView;
  const query = trpc.import.rows.useInfiniteQuery(
    { batchId: preview.batchId, limit: PAGE_ROWS, ...(view ? { problem: view } : {}) },
    {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: (before) => before,
    },
  );
  const columns = useRowColumns({
    acts,
    sheets: preview.mapping.sheets.length > 1,
    onAsk: setAsked,
    onRate: () => setRate(true),
  });
  return (
    <div className="mt-1 grid items-start gap-3 wide:grid-cols-[minmax(0,1fr)_254px]">
      <section className="min-w-0 wide:sticky wide:top-16">
        <FileHead {...props} />
        <DataTable<ImportRow>
          label={t('stepCheck')}
          columns={columns}
          rowKey={(row) => String(row.row)}
          height="max(320px, calc(100dvh - 288px))"
          className="rounded-t-none border-t-0"
          {...tableOf(asTextCursors(query))}
          error={<ListError error={query.error} onAgain={() => void query.refetch()} />}
          empty={<p className="p-6 text-ink-2">{t('noProblems')}</p>}
        />
      </section>
      <CheckFigures preview={preview} acts={acts} view={view} onView={props.onView} />
      <Foot preview={preview} acts={acts} onColumns={props.onColumns} />
      <AnswerDialog asked={asked} acts={acts} onClose={() => setAsked(null)} />
      <RateDialog open={rate} preview={preview} acts={acts} onClose={() => setRate(false)} />
    </div>
  );
}

type Pages = { pages: { rows: ImportRow[]; nextCursor: number | null }[] };

/** The table's pages speak of texts; here the cursor is a row's number. */
function asTextCursors<Query extends { data?: Pages | undefined }>(query: Query) {
  const pages = query.data?.pages.map((page) => ({
    ...page,
    nextCursor: page.nextCursor === null ? null : String(page.nextCursor),
  }));
  return { ...query, data: pages && { pages } };
}

function FileHead(props: { preview: ImportPreview; view: string; onView: (view: string) => void }) {
  const t = useWords(importWords);
  const { preview } = props;
  const names = preview.mapping.sheets.map((sheet) => sheet.sheet).filter((name) => name !== '');
  const rows = t('rowsIn', { count: preview.counts?.rows ?? 0 });
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-2.5 gap-y-1 rounded-t-2 border border-line bg-surface px-4 py-2">
      <FileSpreadsheet aria-hidden="true" />
      <b className="font-650">{preview.fileName}</b>
      <span className="flex-1 text-ink-2">
        {names.length > 1 ? `${t('sheets', { names: names.join(', ') })}, ${rows}` : rows}
      </span>
      <Chip on={props.view !== ''} onPress={() => props.onView('any')}>
        {t('withProblems', { count: preview.counts?.rowsWithProblem ?? 0 })}
      </Chip>
      <Chip on={props.view === ''} onPress={() => props.onView('')}>
        {t('all')}
      </Chip>
    </div>
  );
}

function Foot(props: { preview: ImportPreview; acts: ImportActs; onColumns: () => void }) {
  const t = useWords(importWords);
  const { locale } = useLocale();
  const { preview, acts } = props;
  const { outcomes, progress } = preview;
  const count = Math.max(0, (outcomes.new ?? 0) + (outcomes.changed ?? 0) - progress.rowsDone);
  const left = (outcomes.held ?? 0) + (outcomes.failed ?? 0);
  const isFirst = progress.rowsDone === 0;
  return (
    <Card className="z-[2] shadow-1 sm:sticky sm:bottom-3 wide:col-span-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="flex flex-1 items-center gap-2 text-ink-2 max-sm:basis-full">
          <Undo2 aria-hidden="true" />
          {t('undoHint')}
        </span>
        {isFirst ? (
          <Button
            data-testid="import-columns"
            variant="quiet"
            icon={<Columns3 />}
            onClick={props.onColumns}
          >
            {t('toColumns')}
          </Button>
        ) : null}
        {left > 0 ? (
          <LinkButton icon={<Download />} href={rowsFileHref(preview.batchId, locale)}>
            {t('heldFile', { count: left })}
          </LinkButton>
        ) : null}
        {count === 0 && !isFirst ? null : (
          <Button
            data-testid="import-start"
            variant="primary"
            busy={acts.busy}
            disabled={count === 0}
            disabledReason={t('nothingToWrite')}
            onClick={acts.start}
          >
            {count === 0 ? t('stepWrite') : t(isFirst ? 'write' : 'writeAnswered', { count })}
            {count === 0 ? null : <ArrowRight aria-hidden="true" />}
          </Button>
        )}
      </div>
    </Card>
  );
}
