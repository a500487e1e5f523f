import { qrSeriesOf } from '@oson/contract';
import { useState } from 'react';
import type { ExportAnswer, ExportFile } from '../../export/export-unsent.ts';

export type ExportState =
  | { is: 'idle' }
  | { is: 'busy' }
  | { is: 'problem'; problem: 'nothing' | 'no-key' | 'failed' }
  | { is: 'made'; files: ExportFile[]; count: number; codes: string[] | null };

/** Makes the files of an export once they are asked for, and the codes when it is small. */
export function useExport(make: () => Promise<ExportAnswer>): {
  state: ExportState;
  start: () => void;
} {
  const [state, setState] = useState<ExportState>({ is: 'idle' });
  const start = () => {
    setState({ is: 'busy' });
    make().then(
      (answer) =>
        setState(answer.ok ? made(answer.files) : { is: 'problem', problem: answer.problem }),
      () => setState({ is: 'problem', problem: 'failed' }),
    );
  };
  return { state, start };
}

function made(files: ExportFile[]): ExportState {
  const count = files.reduce((sum, file) => sum + file.count, 0);
  const [only] = files;
  const codes = only && files.length === 1 ? qrSeriesOf(only.bytes) : null;
  return { is: 'made', files, count, codes };
}

/** Hands a file to the browser's downloads. */
export function saveFile({ name, bytes }: ExportFile): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken it by then; a browser that is slow still reads a living address.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
