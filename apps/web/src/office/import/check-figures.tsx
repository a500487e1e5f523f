'use client';

import { importProblemWords, importWords } from '@oson/messages/import';
import { Button, cn, useFormat, useWords } from '@oson/ui';
import { Card } from '@oson/ui/office';
import { CircleAlert, Copy, Pencil, Plus, SkipForward, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { HOLDING } from './holding.ts';
import type { ImportPreview, ProblemCode, RowView } from './import-types.ts';
import type { ImportActs } from './use-import.ts';

/** The figures before anything is written, and the problems, each a filter of the table. */
export function CheckFigures(props: {
  preview: ImportPreview;
  acts: ImportActs;
  view: RowView;
  onView: (view: string) => void;
}) {
  const t = useWords(importWords);
  const { outcomes, progress } = props.preview;
  const isWritten = progress.rowsDone > 0;
  return (
    <aside className="grid gap-3">
      <Card title={t(isWritten ? 'result' : 'beforeWriting')}>
        {isWritten ? null : <p className="mb-2 text-ink-2">{t('nothingWritten')}</p>}
        <Figure icon={<Plus />} label={t('newGoods')} count={outcomes.new ?? 0} />
        <Figure icon={<Pencil />} label={t('changes')} count={outcomes.changed ?? 0} />
        <Figure icon={<Copy />} label={t('repeats')} count={outcomes.merged ?? 0} />
        <Figure
          icon={<CircleAlert />}
          label={t('waits')}
          count={outcomes.held ?? 0}
          className={outcomes.held ? 'text-review' : ''}
        />
        {outcomes.skipped ? (
          <Figure icon={<SkipForward />} label={t('skipped')} count={outcomes.skipped} />
        ) : null}
      </Card>
      <Problems {...props} />
    </aside>
  );
}

function Figure(props: { icon: ReactNode; label: string; count: number; className?: string }) {
  const format = useFormat();
  return (
    <div className={cn('flex min-h-9 items-center gap-2.5 border-t border-line', props.className)}>
      {props.icon}
      <span className="flex-1">{props.label}</span>
      <b className="n text-16 font-650">{format.number(props.count)}</b>
    </div>
  );
}

function Problems(props: {
  preview: ImportPreview;
  acts: ImportActs;
  view: RowView;
  onView: (view: string) => void;
}) {
  const t = useWords(importWords);
  const problem = useWords(importProblemWords);
  const format = useFormat();
  const problems = Object.entries(props.preview.counts?.problems ?? {}) as [ProblemCode, number][];
  const sorted = problems.sort(
    ([a, countA], [b, countB]) =>
      Number(HOLDING.has(b)) - Number(HOLDING.has(a)) || countB - countA,
  );
  const canSuggest = (props.preview.counts?.problems['price-ambiguous'] ?? 0) > 1;
  return (
    <Card title={t('problems')}>
      {sorted.length === 0 ? <p className="text-ink-2">{t('noProblems')}</p> : null}
      {sorted.map(([code, count]) => (
        <button
          key={code}
          type="button"
          aria-pressed={props.view === code}
          onClick={() => props.onView(props.view === code ? '' : code)}
          className={cn(
            'flex min-h-9 w-full items-center gap-2.5 border-t border-line text-left hover:text-turq',
            props.view === code && 'font-600 text-turq',
          )}
        >
          {HOLDING.has(code) ? (
            <CircleAlert className="flex-none text-review" aria-hidden="true" />
          ) : (
            <TriangleAlert className="flex-none text-wait" aria-hidden="true" />
          )}
          <span className="flex-1">{problem(code)}</span>
          <b className="n font-600">{format.number(count)}</b>
        </button>
      ))}
      {canSuggest && (props.preview.outcomes.held ?? 0) > 0 ? (
        <Button block className="mt-3" busy={props.acts.busy} onClick={props.acts.takeSuggestions}>
          {t('takeAll')}
        </Button>
      ) : null}
    </Card>
  );
}
