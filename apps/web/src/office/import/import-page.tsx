'use client';

import { importWords } from '@oson/messages/import';
import { Spinner, useWords } from '@oson/ui';
import { PageHead, Stepper } from '@oson/ui/office';
import { ListError } from '../lists/list-states.tsx';
import { useUrlFilter } from '../lists/use-url-filter.ts';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { FileStep } from './file-step.tsx';
import type { ImportPreview } from './import-types.ts';
import { RunStep } from './run-step.tsx';
import { useImport, useImportActs } from './use-import.ts';

const KEYS = ['batch', 'step', 'view'] as const;
type Step = 'file' | 'columns' | 'check' | 'write';

/** A file of goods in four steps on one page: file, columns, check, write. */
export function ImportPage() {
  const t = useWords(importWords);
  const { filter, setFilter } = useUrlFilter(KEYS);
  const preview = useImport(filter.batch);
  const acts = useImportActs(filter.batch);
  const step = stepOf(filter.batch, filter.step, preview.data);
  const steps = [
    { id: 'file', label: t('stepFile') },
    { id: 'columns', label: t('stepColumns') },
    { id: 'check', label: t('stepCheck') },
    { id: 'write', label: t('stepWrite') },
  ];
  return (
    <>
      <PageHead
        title={t('title')}
        actions={<Stepper label={t('title')} steps={steps} active={step} />}
      />
      {step === 'file' ? (
        <FileStep onOpen={(batch, next) => setFilter({ batch, step: next, view: '' })} />
      ) : null}
      {filter.batch && !preview.data ? (
        preview.error ? (
          <ListError error={preview.error} onAgain={() => void preview.refetch()} />
        ) : (
          <Spinner />
        )
      ) : null}
      {preview.data && step === 'columns' ? (
        <ColumnsStep
          preview={preview.data}
          acts={acts}
          onNext={() => setFilter({ step: 'check' })}
        />
      ) : null}
      {preview.data && step === 'write' ? (
        <RunStep
          preview={preview.data}
          acts={acts}
          onAnother={() => setFilter({ batch: '', step: '', view: '' })}
        />
      ) : null}
      {preview.data && (step === 'check' || hasHeld(step, preview.data)) ? (
        <CheckStep
          preview={preview.data}
          acts={acts}
          view={filter.view}
          onView={(view) => setFilter({ view })}
          onColumns={() => setFilter({ step: 'columns' })}
        />
      ) : null}
    </>
  );
}

/** Where the import stands decides; only between columns and check the person chooses. */
function stepOf(batch: string, wanted: string, preview: ImportPreview | undefined): Step {
  if (!batch) return 'file';
  const status = preview?.progress.status;
  if (status && !['uploaded', 'ready'].includes(status)) return 'write';
  return wanted === 'check' ? 'check' : 'columns';
}

/** After a run the rows that still wait can be answered below its result. */
const hasHeld = (step: Step, preview: ImportPreview) =>
  step === 'write' &&
  ['done', 'failed'].includes(preview.progress.status) &&
  (preview.outcomes.held ?? 0) + (preview.outcomes.failed ?? 0) + openRows(preview) > 0;

/** Rows that were answered after the run and wait for the next start. */
export const openRows = (preview: ImportPreview) =>
  preview.progress.status === 'done'
    ? Math.max(
        0,
        (preview.outcomes.new ?? 0) + (preview.outcomes.changed ?? 0) - preview.progress.rowsDone,
      )
    : 0;
