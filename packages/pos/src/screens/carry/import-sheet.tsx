import type { ImportAnswer, PushResult } from '@oson/contract';
import { deviceWords } from '@oson/messages/pos';
import { Banner, Button, Sheet, Spinner, Tag, useWords } from '@oson/ui';
import { FileUp, Send } from 'lucide-react';
import { useRef } from 'react';
import type { Collected } from '../../export/collect-import.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';
import { type ImportState, useImport } from './use-import.ts';

/** Carries another terminal's export to the server, from any enrolled terminal of the chain. */
export default function ImportSheet() {
  const { pos, desk } = useWorkplace();
  const t = usePosWords();
  const device = useWords(deviceWords);
  const { collected, state, takeFile, takeText, send } = useImport(pos);
  return (
    <Sheet
      open
      title={device('importTitle')}
      closeLabel={t('close')}
      onClose={() => desk.sheet.set(null)}
    >
      {state.is === 'done' ? (
        <Done answer={state.answer} />
      ) : (
        <>
          <p className="text-pretty text-ink-2">{device('importText')}</p>
          <Picker onFile={(file) => void takeFile(file)} />
          <Codes onText={takeText} />
          <Progress collected={collected} state={state} />
          <Button
            variant="primary"
            size="till"
            icon={<Send />}
            busy={state.is === 'busy'}
            disabled={collected.is !== 'file'}
            data-testid="import-send"
            onClick={send}
          >
            {device('importSend')}
          </Button>
        </>
      )}
    </Sheet>
  );
}

function Picker({ onFile }: { onFile: (file: File) => void }) {
  const device = useWords(deviceWords);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".osonx"
        data-testid="import-file"
        className="sr-only"
        tabIndex={-1}
        aria-label={device('importPick')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
        }}
      />
      <Button size="till" icon={<FileUp />} onClick={() => input.current?.click()}>
        {device('importPick')}
      </Button>
    </>
  );
}

/** A scanner types into it and ends with Enter; a pasted text is taken as it comes. */
function Codes({ onText }: { onText: (text: string) => void }) {
  const device = useWords(deviceWords);
  return (
    <label className="grid gap-1">
      <span className="text-ink-2">{device('importPaste')}</span>
      <textarea
        rows={3}
        data-testid="import-text"
        autoComplete="off"
        spellCheck={false}
        className="n rounded-2 border border-line-2 bg-surface p-3"
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onText(event.currentTarget.value);
          event.currentTarget.value = '';
        }}
        onPaste={(event) => {
          event.preventDefault();
          onText(event.clipboardData.getData('text'));
        }}
      />
    </label>
  );
}

function Progress({ collected, state }: { collected: Collected; state: ImportState }) {
  const device = useWords(deviceWords);
  if (state.is === 'busy') return <Spinner label={device('importBusy')} />;
  const problem = state.is === 'collecting' ? state.problem : null;
  return (
    <div data-testid="import-progress" data-is={collected.is} data-problem={problem ?? ''}>
      {problem === 'offline' ? <Banner tone="wait">{device('importOffline')}</Banner> : null}
      {problem === 'refused' ? <Banner tone="review">{device('importRefused')}</Banner> : null}
      {collected.is === 'foreign' ? <Banner tone="wait">{device('importForeign')}</Banner> : null}
      {collected.is === 'codes' ? (
        <Banner tone="info">
          {device('importLeft', {
            read: collected.count - collected.missing.length,
            count: collected.count,
            missing: collected.missing.join(', '),
          })}
        </Banner>
      ) : null}
    </div>
  );
}

function Done({ answer }: { answer: ImportAnswer }) {
  const device = useWords(deviceWords);
  return (
    <div data-testid="import-done" data-verified={answer.verified} className="grid gap-3">
      <Banner tone={answer.verified ? 'ok' : 'wait'}>
        {device('importDone', { count: answer.results.length })}
        {answer.verified ? '' : ` · ${device('importUnsigned')}`}
      </Banner>
      <ul className="rounded-2 border border-line bg-surface [&>li:first-child]:border-t-0">
        {answer.results.map((result) => (
          <li
            key={result.opId}
            data-testid="import-result"
            data-result={result.r}
            className="flex min-h-12 items-center justify-between gap-4 border-t border-line px-4.5 py-2"
          >
            <span className="n cut text-ink-2">{result.opId.slice(-12)}</span>
            <Result result={result} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Result({ result }: { result: PushResult }) {
  const device = useWords(deviceWords);
  if (result.is === 'quarantined') return <Tag tone="review">{device('importReview')}</Tag>;
  if (result.r === 'replayed') return <Tag tone="plain">{device('importKnown')}</Tag>;
  if (result.r === 'waiting') return <Tag tone="wait">{device('importWaiting')}</Tag>;
  return <Tag tone="ok">{device('importNew')}</Tag>;
}
