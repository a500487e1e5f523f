'use client';

import { uiWords } from '@oson/messages/ui';
import { CircleAlert, FileUp } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { cn } from '../base/cn.ts';
import { Spinner } from '../controls/spinner.tsx';
import { useWords } from '../theme/locale-provider.tsx';

export type FileDropProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** As the input's: ".xlsx,.csv". */
  accept: string;
  onFile: (file: File) => void;
  busy?: boolean;
  error?: ReactNode;
  buttonLabel?: string;
  className?: string;
};

/** A file by dropping it or by choosing it; both are one press target. */
export function FileDrop(props: FileDropProps) {
  const { busy = false, error } = props;
  const t = useWords(uiWords);
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !busy) props.onFile(file);
  };
  return (
    <div className={props.className}>
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        className={cn(
          'grid cursor-pointer justify-items-center gap-2 rounded-3 border-2 border-dashed border-edge bg-surface px-6 py-10 text-center transition-colors fast',
          'has-[:focus-visible]:outline-3 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-turq',
          over && 'border-turq bg-turq-soft',
          error && 'border-review',
          busy && 'cursor-default',
        )}
      >
        <span className="text-[28px] text-turq">
          {busy ? <Spinner size={28} /> : <FileUp aria-hidden="true" />}
        </span>
        <b className="text-16 font-600">{props.label}</b>
        {props.hint ? (
          <span className="max-w-[52ch] text-balance text-ink-2">{props.hint}</span>
        ) : null}
        <span className="mt-2 inline-flex min-h-9 items-center rounded-1 border border-edge px-3.5 font-550">
          {props.buttonLabel ?? t('chooseFile')}
        </span>
        <input
          id={id}
          type="file"
          accept={props.accept}
          disabled={busy}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files);
            // The same file may be chosen again after it was corrected.
            event.target.value = '';
          }}
        />
      </label>
      {error ? (
        <p role="alert" className="mt-2 flex items-center gap-1.5 text-13 text-review">
          <CircleAlert aria-hidden="true" />
          {error}
        </p>
      ) : null}
    </div>
  );
}
