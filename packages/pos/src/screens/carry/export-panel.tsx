import { deviceWords } from '@oson/messages/pos';
import { Banner, Button, Spinner, useWords } from '@oson/ui';
import { Download, FileLock2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { renderSVG } from 'uqr';
import type { ExportAnswer } from '../../export/export-unsent.ts';
import { type ExportState, saveFile, useExport } from './use-export.ts';

/** What is unsent as an encrypted file, and as codes when it is small. */
export function ExportPanel({ make }: { make: () => Promise<ExportAnswer> }) {
  const t = useWords(deviceWords);
  const { state, start } = useExport(make);
  return (
    <div data-testid="export-panel" className="grid gap-3">
      <p className="text-pretty text-ink-2">{t('exportText')}</p>
      {state.is === 'idle' || state.is === 'problem' ? (
        <Button
          variant="primary"
          size="till"
          icon={<FileLock2 />}
          data-testid="export-start"
          onClick={start}
        >
          {t('export')}
        </Button>
      ) : null}
      {state.is === 'busy' ? <Spinner label={t('export')} /> : null}
      {state.is === 'problem' ? <Problem problem={state.problem} /> : null}
      {state.is === 'made' ? <Made state={state} /> : null}
    </div>
  );
}

function Problem({ problem }: { problem: 'nothing' | 'no-key' | 'failed' }) {
  const t = useWords(deviceWords);
  const word = {
    nothing: 'exportNothing',
    'no-key': 'exportNoKey',
    failed: 'exportFailed',
  } as const;
  return (
    <div data-testid="export-problem">
      <Banner tone={problem === 'nothing' ? 'ok' : 'wait'}>{t(word[problem])}</Banner>
    </div>
  );
}

function Made({ state }: { state: Extract<ExportState, { is: 'made' }> }) {
  const t = useWords(deviceWords);
  return (
    <>
      <div data-testid="export-made">
        <Banner tone="ok">{t('exportSaved', { count: state.count })}</Banner>
      </div>
      {state.files.map((file) => (
        <Button
          key={file.name}
          size="till"
          icon={<Download />}
          data-testid="export-save"
          onClick={() => saveFile(file)}
        >
          {t('exportSave')} · {file.name}
        </Button>
      ))}
      {state.codes ? <Codes codes={state.codes} /> : null}
    </>
  );
}

function Codes({ codes }: { codes: readonly string[] }) {
  const t = useWords(deviceWords);
  const [at, setAt] = useState(0);
  const text = codes[at] ?? '';
  const svg = useMemo(() => renderSVG(text, { border: 2, ecc: 'L' }), [text]);
  const go = (by: number) => setAt((old) => (old + by + codes.length) % codes.length);
  return (
    <section
      aria-label={t('codes', { count: codes.length })}
      className="grid justify-items-center gap-2"
    >
      <div
        role="img"
        aria-label={t('codeOf', { at: at + 1, count: codes.length })}
        data-testid="export-code"
        data-text={text}
        className="aspect-square w-full max-w-[420px] rounded-2 bg-[#fff] p-1 [&>svg]:size-full"
        // Our own drawing of our own text.
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <div className="n text-ink-2">{t('codeOf', { at: at + 1, count: codes.length })}</div>
      {codes.length > 1 ? (
        <div className="grid w-full grid-cols-2 gap-2">
          <Button size="till" onClick={() => go(-1)}>
            {t('previous')}
          </Button>
          <Button size="till" data-testid="next-code" onClick={() => go(1)}>
            {t('following')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
