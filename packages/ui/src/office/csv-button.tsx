'use client';

import { uiWords } from '@oson/messages/ui';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../controls/button.tsx';
import { showToast } from '../layers/toast-store.ts';
import { useWords } from '../theme/locale-provider.tsx';
import { type CsvColumn, csvText, TooManyRows } from './csv-text.ts';

/** Gives the whole list as a file, as filtered; what is asked for is loaded at the press. */
export function CsvButton<Row>(props: {
  label: string;
  /** Without the ending. */
  fileName: string;
  columns: readonly CsvColumn<Row>[];
  /** May throw TooManyRows. */
  load: () => readonly Row[] | Promise<readonly Row[]>;
  /** Said when the rows cannot be had. */
  errorText?: string;
}) {
  const t = useWords(uiWords);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      download(`${props.fileName}.csv`, csvText(props.columns, await props.load()));
    } catch (fault) {
      const text = fault instanceof TooManyRows ? t('tooManyRows') : props.errorText;
      showToast({ tone: 'review', text: text ?? t('failed') });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<Download />} busy={busy} onClick={() => void save()}>
      {props.label}
    </Button>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after the press; a minute is ample on the slowest disk.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
