'use client';

import { importWords } from '@oson/messages/import';
import { Banner, Button, LinkButton, showToast, useFormat, useWords } from '@oson/ui';
import { Card, ConfirmDialog, ProgressBar } from '@oson/ui/office';
import { CircleCheck, FileUp, Package, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { ImportPreview } from './import-types.ts';
import type { ImportActs } from './use-import.ts';

/** A run as it goes on, and what came of it. */
export function RunStep(props: {
  preview: ImportPreview;
  acts: ImportActs;
  onAnother: () => void;
}) {
  const t = useWords(importWords);
  const { preview, acts } = props;
  switch (preview.progress.status) {
    case 'queued':
    case 'running':
      return <Running preview={preview} />;
    case 'failed':
      return (
        <Banner
          alert
          tone="review"
          title={t('stopped')}
          actions={
            <Button variant="primary" busy={acts.busy} onClick={acts.start}>
              {t('goOn')}
            </Button>
          }
        />
      );
    case 'undone':
      return (
        <Banner
          tone="info"
          title={t('undone')}
          actions={<Button onClick={props.onAnother}>{t('another')}</Button>}
        />
      );
    default:
      return <Done {...props} />;
  }
}

function Running({ preview }: { preview: ImportPreview }) {
  const t = useWords(importWords);
  const format = useFormat();
  const { progress } = preview;
  const { rowsDone, rowsTotal, rowsFailed, secondsLeft } = progress;
  const parts = [
    t('written', { done: rowsDone, total: rowsTotal }),
    ...(rowsFailed > 0 ? [t('failedRows', { count: rowsFailed })] : []),
    ...(secondsLeft === null ? [] : [t('left', { time: format.duration(secondsLeft * 1000) })]),
  ];
  return (
    <Card className="max-w-[760px]">
      <div className="grid gap-3" aria-live="polite">
        <b className="font-650">{preview.fileName}</b>
        <ProgressBar
          label={progress.status === 'queued' ? t('queued') : t('writing')}
          value={progress.status === 'queued' || rowsTotal === 0 ? null : rowsDone / rowsTotal}
          detail={parts.join(' · ')}
          tone={rowsFailed > 0 ? 'wait' : 'info'}
        />
        <p className="text-ink-2">{t('leaveFreely')}</p>
      </div>
    </Card>
  );
}

function Done(props: { preview: ImportPreview; acts: ImportActs; onAnother: () => void }) {
  const t = useWords(importWords);
  const { preview, acts } = props;
  const [asking, setAsking] = useState(false);
  const canUndo = preview.canUndoUntil !== null;
  const undo = () =>
    acts.undo((undone) => {
      setAsking(false);
      showToast({ tone: 'ok', text: t('undoneText', undone) });
    });
  return (
    <Card className="mb-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <CircleCheck className="size-7 text-ok" aria-hidden="true" />
        <div className="flex-1">
          <h2>{t('done')}</h2>
          <p className="text-ink-2">{t('doneText', { count: preview.progress.rowsDone })}</p>
        </div>
        {canUndo ? (
          <Button variant="quiet" icon={<Undo2 />} onClick={() => setAsking(true)}>
            {t('undo')}
          </Button>
        ) : null}
        <Button icon={<FileUp />} onClick={props.onAnother}>
          {t('another')}
        </Button>
        <LinkButton
          as={Link}
          data-testid="import-done"
          href="/office/catalogue"
          variant="primary"
          icon={<Package />}
        >
          {t('toCatalogue')}
        </LinkButton>
      </div>
      <ConfirmDialog
        danger
        open={asking}
        title={t('undoTitle')}
        text={t('undoText')}
        confirmLabel={t('undo')}
        cancelLabel={t('cancel')}
        busy={acts.undoing}
        onConfirm={undo}
        onCancel={() => setAsking(false)}
      />
    </Card>
  );
}
