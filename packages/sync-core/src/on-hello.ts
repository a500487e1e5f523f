import type { HelloAnswer, SaidMark, SeqRange } from '@oson/contract';
import { isOlderApp } from './app-version.ts';
import { gapsBetween, type SeqGap, trustedRanges } from './ranges.ts';
import { type Answered, begin, type Turn, withNonce } from './round.ts';
import type { EarlierGaps, SyncEffect } from './sync-effect.ts';
import type { SyncState } from './sync-state.ts';

type HelloAnswered = Answered<'hello-answered'>;

/** A gap that a server denies although it was offered just now is offered again after this, ms. */
export const OFFER_AGAIN_MS = 3_600_000;

/** What the server lacks of what it had acknowledged, whatever the epoch. */
export function missingOf(
  acked: readonly SeqRange[],
  held: readonly SeqRange[],
  ownHashes: Readonly<Record<number, string>>,
): SeqGap[] {
  return gapsBetween(acked, trustedRanges(held, ownHashes));
}

/** The same of each earlier incarnation; one that the answer does not name is not held at all. */
function missingEarlier({ earlier = [], answer }: HelloAnswered): EarlierGaps[] {
  return earlier.flatMap(({ incarnation, acked, ownHashes }) => {
    // A server that does not know `earlier` says nothing about it: that is no denial.
    if (!answer.earlierHeld) return [];
    const named = answer.earlierHeld.find((each) => each.incarnation === incarnation);
    const gaps = missingOf(acked, named?.held ?? [], ownHashes);
    return gaps.length > 0 ? [{ incarnation, gaps }] : [];
  });
}

export function onHello(state: SyncState, event: HelloAnswered): Turn {
  const { answer, at } = event;
  const newEpoch = state.epoch !== null && state.epoch !== answer.epoch;
  const missing = missingOf(event.acked, answer.held, event.ownHashes);
  const earlier = missingEarlier(event);
  const gap = JSON.stringify([answer.epoch, missing, earlier]);
  const deniedAgain = state.offered?.gap === gap && at - state.offered.at < OFFER_AGAIN_MS;
  const offered = deniedAgain ? state.offered : { gap, at };
  const nothingMissing = missing.length === 0 && earlier.length === 0;
  const heard: SyncState = {
    ...heardFrom(state, answer),
    saving: {
      epoch: answer.epoch,
      helloAt: at,
      offered: nothingMissing ? null : offered,
      stashed: newEpoch ? [] : state.stashed,
      // Epochs may come again: 1, 2, and 1 after another restore. What was pulled then is not this one's.
      cursorEpoch: newEpoch ? null : state.cursorEpoch,
    },
  };
  const [next, effects] = begin(heard, at, 'save-hello', (request) => ({
    type: 'save-hello',
    request,
    answer,
    newEpoch,
    offerAgain: deniedAgain ? [] : missing,
    offerEarlier: deniedAgain ? [] : earlier,
  }));
  return withNonce([next, [...effects, ...renewal(event)]], answer.nonce);
}

/** What a hello says about the server and this terminal's standing with it. */
function heardFrom(state: SyncState, answer: HelloAnswer): SyncState {
  return {
    ...state,
    cause: null,
    admit: answer.admit,
    revoked: answer.terminalState === 'revoked',
    withheld: withheldBy(answer),
    upgradeNeeded: state.app !== null && isOlderApp(state.app, answer.minApp),
    unknown: false,
    gzip: answer.gzip === true,
  };
}

function withheldBy(answer: HelloAnswer): SyncState['withheld'] {
  if (answer.tenantStatus === 'closed') return 'closed';
  return answer.recovered === undefined ? null : 'unconfirmed';
}

/** A fork, or a journal that went back: numbers after these would be used twice. */
function renewal(event: HelloAnswered): SyncEffect[] {
  const { answer } = event;
  if (answer.terminalState === 'revoked') return [];
  if (answer.forked) return [{ type: 'open-incarnation', cause: 'fork' }];
  const fromSeq = lostFrom(event);
  if (fromSeq === null) return [];
  return [
    { type: 'note-loss', fromSeq },
    { type: 'open-incarnation', cause: 'rolled-back' },
  ];
}

/**
 * From where on operations of this incarnation may be lost, or null when nothing speaks for it. The
 * server holds more than the journal, or was told of a last operation that the journal has not.
 */
function lostFrom({ answer, maxSeq, ownHashes }: HelloAnswered): number | null {
  if (maxSeq === undefined) return null;
  const beyond = Math.max(0, ...answer.held.map(({ to }) => to));
  const strange = saidBefore(answer)
    .filter(({ seq, hash }) => seq > maxSeq || (ownHashes[seq] ?? hash) !== hash)
    .map(({ seq }) => seq);
  if (strange.length > 0) {
    const first = Math.min(...strange);
    const trusted = trustedRanges(answer.held, ownHashes).filter(({ to }) => to <= first);
    return Math.max(0, ...trusted.map(({ to }) => to)) + 1;
  }
  return beyond > maxSeq ? beyond + 1 : null;
}

/** The ends of the journal that earlier hellos named, as far as the server asks for them. */
export function saidBefore({ said = [], lastSaid }: HelloAnswer): readonly SaidMark[] {
  return lastSaid ? [...said, lastSaid] : said;
}
