'use client';

import { importProblemWords, importWords } from '@oson/messages/import';
import { useFormat, useWords } from '@oson/ui';
import { Check, CircleAlert, Copy, Pencil, Plus, SkipForward, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Asked } from './answer-dialog.tsx';
import type { ImportRow } from './import-types.ts';
import type { ImportActs } from './use-import.ts';

type Props = {
  row: ImportRow;
  acts: ImportActs;
  onAsk: (asked: Asked) => void;
  onRate: () => void;
};

/** What becomes of a row, why, and the answer that is one tap away. */
export function RowOutcome(props: Props) {
  const t = useWords(importWords);
  const problem = useWords(importProblemWords);
  const { row, acts } = props;
  const note = row.problems.find(({ holds }) => !holds);
  const isUncoded = note?.code.startsWith('barcode-') && row.barcodes.length === 0;
  const takeBack = row.decision ? (
    <Tap busy={acts.busy} onTap={() => acts.answer(row.row, null)}>
      {t('takeBack')}
    </Tap>
  ) : null;
  switch (row.outcome) {
    case 'held':
      return (
        <Line icon={<CircleAlert />} tone="text-review" word={t('isHeld')}>
          <Answers {...props} />
        </Line>
      );
    case 'merged':
      return (
        <Line icon={<Copy />} tone="text-ink-2" word={t('isRepeated')}>
          {row.sameAsAt ? t('sameAs', { at: row.sameAsAt }) : t('inCatalogue')}
        </Line>
      );
    case 'skipped':
      return (
        <Line icon={<SkipForward />} tone="text-ink-2" word={t('isSkipped')}>
          {takeBack}
        </Line>
      );
    case 'failed':
      return <Line icon={<CircleAlert />} tone="text-review" word={t('isFailed')} />;
    default: {
      if (row.written) return <Line icon={<Check />} tone="text-ok" word={t('isWritten')} />;
      const word = t(row.outcome === 'changed' ? 'isChanged' : isUncoded ? 'isNewNoCode' : 'isNew');
      const icon = note ? <TriangleAlert /> : row.outcome === 'changed' ? <Pencil /> : <Plus />;
      return (
        <Line icon={icon} tone={note ? 'text-wait' : 'text-ok'} word={word}>
          {takeBack ?? (note ? problem(note.code) : null)}
        </Line>
      );
    }
  }
}

function Answers({ row, acts, onAsk, onRate }: Props) {
  const t = useWords(importWords);
  const format = useFormat();
  const held = row.problems.find(({ holds }) => holds)?.code;
  const { busy } = acts;
  const skip = (
    <Tap busy={busy} quiet onTap={() => acts.answer(row.row, { take: 'skip' })}>
      {t(held === 'duplicate-with-other-price' ? 'keepFirst' : 'skip')}
    </Tap>
  );
  if (held === 'price-foreign-currency') {
    return (
      <Tap busy={busy} onTap={onRate}>
        {t('enterRate')}
      </Tap>
    );
  }
  if (held === 'price-ambiguous' && row.priceSuggestion !== null) {
    const price = format.money(row.priceSuggestion, { unit: false });
    return (
      <>
        <Tap busy={busy} onTap={() => acts.answer(row.row, { take: 'suggestion' })}>
          {t('takeSuggestion', { price })}
        </Tap>
        {skip}
      </>
    );
  }
  if (held === 'duplicate-with-other-price') {
    return (
      <>
        <Tap busy={busy} onTap={() => acts.answer(row.row, { take: 'this-price' })}>
          {t('keepThis')}
        </Tap>
        {skip}
      </>
    );
  }
  const what = held === 'name-missing' ? 'name' : 'price';
  return (
    <>
      <Tap busy={busy} onTap={() => onAsk({ row, what })}>
        {t(what === 'name' ? 'typeName' : 'typePrice')}
      </Tap>
      {skip}
    </>
  );
}

function Line(props: { icon: ReactNode; tone: string; word: string; children?: ReactNode }) {
  return (
    <div className="min-w-[130px] leading-snug">
      <span className={`flex items-center gap-1.5 font-600 ${props.tone}`}>
        {props.icon}
        {props.word}
      </span>
      {props.children ? (
        <span className="flex flex-wrap gap-x-3 text-13 text-ink-2">{props.children}</span>
      ) : null}
    </div>
  );
}

function Tap(props: { busy: boolean; quiet?: boolean; onTap: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      disabled={props.busy}
      onClick={props.onTap}
      className={
        props.quiet
          ? 'min-h-6 text-13 text-ink-2 underline underline-offset-2 hover:text-ink'
          : 'min-h-6 text-14 font-600 text-turq underline underline-offset-2'
      }
    >
      {props.children}
    </button>
  );
}
