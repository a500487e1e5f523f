/** How a terminal stands with its server: known, confirmed, up to date, whole. */
import type { HelloAnswer } from '@oson/contract';
import { describe, expect, test } from 'vitest';
import { isOlderApp } from './app-version.ts';
import { greeted, pushAnswer, terminal } from './fixtures/terminal-by-hand.ts';
import { saidBefore } from './on-hello.ts';
import { HELLO_FRESH_MS } from './round.ts';
import type { EarlierSaid } from './sync-event.ts';

const ranges = (to: number) => [{ from: 1, to, hash: `h${to}` }];

describe('[HELLO9] a server that does not know this terminal', () => {
  test('is shown the certificate with the next hello, until it answers', () => {
    const it = greeted(2);
    it.fail({ kind: 'auth', code: 'TERMINAL_UNKNOWN' }, ['a']);
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'auth', pending: 2 });
    it.pass(60_000);
    it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: 'hello', certificate: true }]);
    it.fail({ kind: 'auth', code: 'SIGNATURE_WRONG' });
    it.pass(60_000);
    it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: 'hello', certificate: true }]);
    it.hello();
    it.saved(2);
    expect(it.asked).toMatchObject([{ type: 'push' }]);
    it.fail({ kind: 'network' }, ['a']);
    it.pass(60_000);
    it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: 'hello', certificate: false }]);
  });

  test('a wrong signature alone shows nothing', () => {
    const it = greeted(1);
    it.fail({ kind: 'auth', code: 'SIGNATURE_WRONG' }, ['a']);
    it.pass(60_000);
    it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: 'hello', certificate: false }]);
  });
});

describe('no rows for now', () => {
  test.each([
    ['taken back and not confirmed', { recovered: 'terminal' as const }, 'unconfirmed'],
    ['of a chain taken back', { recovered: 'tenant' as const }, 'unconfirmed'],
    ['of a closed chain', { tenantStatus: 'closed' as const }, 'closed'],
  ])('[RESTORE7] [CASE5] a terminal %s pushes and pulls nothing', (_, answer, withheld) => {
    const it = terminal();
    it.trigger('timer');
    it.hello(answer);
    it.saved(1);
    expect(it.asked).toMatchObject([{ type: 'push' }]);
    it.push(['a']);
    it.saved(0);
    expect(it.state).toMatchObject({ step: 'idle', withheld });
    it.pass(HELLO_FRESH_MS * 2);
    it.trigger('timer');
    it.hello();
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull' }]);
  });

  test.each(['unconfirmed', 'closed'] as const)('[RESTORE7] a pull says so: %s', (why) => {
    const it = greeted(0);
    it.fail({ kind: 'no-rows', why });
    expect(it.state).toMatchObject({ step: 'idle', withheld: why, failures: 0 });
  });

  test('the same word about anything but a pull is a refusal like any', () => {
    const it = greeted(1);
    it.fail({ kind: 'no-rows', why: 'closed' }, ['a']);
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'refused', withheld: null });
  });

  test('[CASE4] a suspended chain pulls on', () => {
    const it = terminal();
    it.trigger('timer');
    it.hello({ tenantStatus: 'suspended' });
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull' }]);
  });
});

describe('[SEND12] an old app', () => {
  test('pushes, reports, pulls nothing and says that it wants its update', () => {
    const it = terminal({}, { app: '0.9.3' });
    it.trigger('report-wanted');
    it.hello({ minApp: '0.10.0' });
    it.saved(1);
    it.push(['a']);
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'report' }]);
    it.answer({ type: 'report-answered', answer: { nonce: 'n' } });
    expect(it.state).toMatchObject({ step: 'idle', upgradeNeeded: true });
  });

  test('one that is new enough, or says no version, pulls', () => {
    for (const app of ['0.10.0', undefined]) {
      const it = terminal({}, app === undefined ? {} : { app });
      it.trigger('timer');
      it.hello({ minApp: '0.10.0' });
      it.saved(0);
      expect(it.asked).toMatchObject([{ type: 'pull' }]);
      expect(it.state.upgradeNeeded).toBe(false);
    }
  });

  test.each([
    ['1.2.3', '1.2.3', false],
    ['1.2.2', '1.2.3', true],
    ['1.2.4', '1.2.3', false],
    ['1.10.0', '1.9.9', false],
    ['1.9.9', '1.10.0', true],
    ['2.0.0', '1.9.9', false],
    ['1.2', '1.2.0', false],
    ['1.2', '1.2.1', true],
    ['1.2.1', '1.2', false],
    ['1', '1.0.1', true],
    ['1.2.3.1', '1.2.3.9', false],
    ['1.2.3-beta', '1.2.3', false],
    ['test', '0.0.0', false],
    ['test', '0.0.1', true],
    ['v2.0.0', '1.0.0', true],
    ['0.0.1', 'soon', false],
  ])('%s before %s: %s', (app, wanted, older) => {
    expect(isOlderApp(app, wanted)).toBe(older);
  });
});

describe('[SEND11] compressed pushes', () => {
  test('go only when the hello said that the server reads them', () => {
    const it = terminal();
    it.trigger('timer');
    it.hello({ gzip: true });
    it.saved(1);
    expect(it.asked).toMatchObject([{ type: 'push', gzip: true }]);
    expect(greeted(1).asked).toMatchObject([{ type: 'push', gzip: false }]);
  });

  test('a server that cannot read one gets the same plain, at once and only once', () => {
    const refused = { kind: 'refused', status: 415, code: 'UNEXPECTED' } as const;
    const zipped = terminal({ gzip: true, step: 'push', request: 7, pending: 1, dueAt: 60_000 });
    zipped.fail(refused, ['a']);
    expect(zipped.asked).toMatchObject([{ type: 'push', gzip: false }]);
    zipped.fail(refused, ['a']);
    expect(zipped.state).toMatchObject({ step: 'waiting', cause: 'refused' });
  });
});

describe('[ID16] numbers that cannot be trusted', () => {
  test('a fork asks for a new incarnation and goes on pushing', () => {
    const it = terminal();
    it.trigger('timer');
    it.hello({ forked: true });
    expect(it.asked).toMatchObject([
      { type: 'save-hello' },
      { type: 'open-incarnation', cause: 'fork' },
    ]);
    it.saved(1);
    expect(it.asked).toMatchObject([{ type: 'push' }]);
  });

  test('[CASE20] a journal that went back says from where on it knows nothing', () => {
    const it = terminal();
    it.trigger('timer');
    it.hello({ held: ranges(9) }, ranges(5), { 5: 'h5' }, { maxSeq: 7 });
    expect(it.asked).toMatchObject([
      { type: 'save-hello' },
      { type: 'note-loss', fromSeq: 10 },
      { type: 'open-incarnation', cause: 'rolled-back' },
    ]);
  });

  test.each([
    ['holds no more than the journal', { held: ranges(7) }, { maxSeq: 7 }],
    ['holds nothing', { held: [] }, { maxSeq: 0 }],
    ['was not told how far the journal goes', { held: ranges(9) }, {}],
    ['has revoked it', { held: ranges(9), terminalState: 'revoked' as const }, { maxSeq: 7 }],
    ['has revoked it after a fork', { forked: true, terminalState: 'revoked' as const }, {}],
  ])('no new incarnation when the server %s', (_, answer, said) => {
    const it = terminal();
    it.trigger('timer');
    it.hello(answer, [], {}, said);
    expect(it.asked.map(({ type }) => type)).toEqual(['save-hello']);
  });
});

describe('[HELLO10] a journal that is not the one of the last hello', () => {
  const said = (seq: number, hash: string) => ({ lastSaid: { seq, hash } });
  const renewalAfter = (answer: object, own: object, maxSeq: number) => {
    const it = terminal();
    it.trigger('timer');
    it.hello(answer, [], own, { maxSeq });
    return it.asked.slice(1);
  };

  test.each([
    ['ends before it', said(9, 'h9'), {}, 7, 1],
    [
      'ends before it, and the server holds a part',
      { ...said(9, 'h9'), held: ranges(4) },
      { 4: 'h4' },
      7,
      5,
    ],
    ['was written anew', { ...said(7, 'old'), held: ranges(5) }, { 5: 'h5', 7: 'h7' }, 8, 6],
    [
      'was written anew beyond what is held of it',
      { ...said(5, 'old'), held: ranges(8) },
      { 5: 'h5', 8: 'h8' },
      8,
      1,
    ],
  ])('%s', (_, answer, own, maxSeq, fromSeq) => {
    expect(renewalAfter(answer, own, maxSeq)).toEqual([
      { type: 'note-loss', fromSeq },
      { type: 'open-incarnation', cause: 'rolled-back' },
    ]);
  });

  test('the answer that asked was lost: what was said earlier is asked again', () => {
    const marks = [
      { seq: 2, hash: 'h2' },
      { seq: 5, hash: 'old' },
      { seq: 6, hash: 'older' },
      { seq: 8, hash: 'h8' },
    ];
    const answer = { held: ranges(4), said: marks, lastSaid: { seq: 8, hash: 'h8' } };
    const own = { 2: 'h2', 4: 'h4', 5: 'h5', 6: 'h6', 8: 'h8' };
    expect(renewalAfter(answer, own, 8)).toEqual([
      { type: 'note-loss', fromSeq: 5 },
      { type: 'open-incarnation', cause: 'rolled-back' },
    ]);
    expect(renewalAfter({ said: [marks[0], marks[3]] }, own, 8)).toEqual([]);
  });

  test('both ways of asking are answered: one mark of an older server, all of a newer one', () => {
    const [first, second] = [
      { seq: 1, hash: 'h1' },
      { seq: 2, hash: 'h2' },
    ];
    const answer = { epoch: 1 } as HelloAnswer;
    expect(saidBefore(answer)).toEqual([]);
    expect(saidBefore({ ...answer, lastSaid: first })).toEqual([first]);
    expect(saidBefore({ ...answer, said: [first], lastSaid: second })).toEqual([first, second]);
  });

  test.each([
    ['goes on from it', said(7, 'h7'), { 7: 'h7' }, 8],
    ['ends with it', said(7, 'h7'), { 7: 'h7' }, 7],
    ['has pruned it', said(7, 'h7'), {}, 90],
  ])('%s: nothing is wrong', (_, answer, own, maxSeq) => {
    expect(renewalAfter(answer, own, maxSeq)).toEqual([]);
  });
});

describe('[HELLO8] earlier incarnations', () => {
  const earlier: EarlierSaid[] = [
    { incarnation: 'old', acked: ranges(9), ownHashes: { 4: 'h4' } },
    { incarnation: 'older', acked: ranges(2), ownHashes: {} },
  ];

  test('[HELLO5] what the server lacks of them is offered again', () => {
    const it = terminal();
    it.trigger('timer');
    const earlierHeld = [{ incarnation: 'old', held: ranges(4) }];
    it.hello({ earlierHeld }, [], {}, { earlier });
    expect(it.asked).toMatchObject([
      {
        type: 'save-hello',
        offerAgain: [],
        offerEarlier: [
          { incarnation: 'old', gaps: [{ from: 5, to: 9 }] },
          { incarnation: 'older', gaps: [{ from: 1, to: 2 }] },
        ],
      },
    ]);
    expect(it.state.saving?.offered).not.toBeNull();
  });

  test('what the server holds of them is not', () => {
    const it = terminal();
    it.trigger('timer');
    const earlierHeld = [{ incarnation: 'old', held: ranges(9) }];
    const said = { earlier: [{ ...earlier[0]!, ownHashes: { 9: 'h9' } }] };
    it.hello({ earlierHeld }, [], {}, said);
    expect(it.asked).toMatchObject([{ type: 'save-hello', offerEarlier: [] }]);
    expect(it.state.saving?.offered).toBeNull();
  });

  test('a server that says nothing about them denies nothing', () => {
    const it = terminal();
    it.trigger('timer');
    it.hello({}, [], {}, { earlier });
    expect(it.asked).toMatchObject([{ type: 'save-hello', offerEarlier: [] }]);
    expect(it.state.saving?.offered).toBeNull();
  });

  test('a denial of the same again and again leads to no loop', () => {
    const it = terminal();
    const offers = () => {
      it.pass(HELLO_FRESH_MS * 2);
      it.trigger('timer');
      it.hello({ earlierHeld: [] }, [], {}, { earlier });
      const [effect] = it.asked;
      it.saved(0);
      it.pull();
      it.saved(0);
      return effect?.type === 'save-hello' ? effect.offerEarlier.length : null;
    };
    expect(offers()).toBe(2);
    expect(offers()).toBe(0);
  });
});

test('[ID13] [SEND13] what is unsent of an old life goes under the new credential, batch by batch', () => {
  const it = greeted(3);
  it.push(['old-1', 'old-2'], pushAnswer(['old-1', 'old-2']));
  it.saved(1);
  expect(it.asked).toMatchObject([{ type: 'push', only: null }]);
  it.push(['new-1']);
  it.saved(0);
  expect(it.asked).toMatchObject([{ type: 'pull' }]);
});
