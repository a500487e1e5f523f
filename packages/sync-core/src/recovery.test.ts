import { describe, expect, test } from 'vitest';
import { greeted, pushAnswer, terminal } from './fixtures/terminal-by-hand.ts';
import { OFFER_AGAIN_MS } from './on-hello.ts';
import { HELLO_FRESH_MS } from './round.ts';

describe('[SEND6] too large', () => {
  test('halves down to one alone, which then goes behind its neighbours', () => {
    const it = greeted(5);
    it.fail({ kind: 'too-large' }, ['a', 'b', 'c', 'd', 'e']);
    expect(it.asked).toMatchObject([{ type: 'push', ops: 3 }]);
    it.fail({ kind: 'too-large' }, ['a', 'b', 'c']);
    it.fail({ kind: 'too-large' }, ['a', 'b']);
    expect(it.asked).toMatchObject([{ type: 'push', ops: 1, skip: [] }]);
    it.fail({ kind: 'too-large' }, ['a']);
    expect(it.asked).toMatchObject([
      { type: 'set-aside', opId: 'a' },
      { type: 'push', ops: 1, skip: ['a'], only: null },
    ]);
    it.push(['b']);
    it.saved(4);
    expect(it.asked).toMatchObject([{ type: 'push', ops: 2, skip: ['a'] }]);
    it.push(['c', 'd']);
    it.saved(2);
    it.push(['e']);
    it.saved(1);
    expect(it.asked).toMatchObject([{ type: 'push', ops: 1, only: 'a' }]);
    it.fail({ kind: 'too-large' }, ['a']);
    expect(it.asked).toMatchObject([{ type: 'pull' }]);
    it.pull();
    it.saved(1);
    expect(it.state).toMatchObject({ step: 'idle', aside: ['a'] });
  });

  test('a report of what was set aside leads to no endless round', () => {
    const it = greeted(1);
    it.fail({ kind: 'too-large' }, ['a']);
    expect(it.asked).toMatchObject([
      { type: 'set-aside', opId: 'a' },
      { type: 'push', only: 'a' },
    ]);
    it.trigger('report-wanted');
    it.fail({ kind: 'too-large' }, ['a']);
    it.answer({ type: 'report-answered', answer: { nonce: 'n' } });
    it.pull();
    it.saved(1);
    expect(it.asked).toMatchObject([{ type: 'push', skip: ['a'], only: null }]);
    it.answer({ type: 'push-empty' });
    expect(it.asked).toMatchObject([{ type: 'push', only: 'a' }]);
    it.fail({ kind: 'too-large' }, ['a']);
    it.pull();
    it.saved(1);
    expect(it.state.step).toBe('idle');
  });

  test('what was set aside is offered again in the next round and may pass', () => {
    const it = greeted(1, { aside: ['a'] });
    expect(it.asked).toMatchObject([{ type: 'push', only: 'a' }]);
    it.push(['a']);
    it.saved(0);
    expect(it.state.aside).toEqual([]);
    expect(it.asked).toMatchObject([{ type: 'pull' }]);
  });

  test('[SEND6] what was set aside follows one by one as long as it is taken', () => {
    const it = greeted(3, { aside: ['a', 'b', 'c'] });
    expect(it.asked).toMatchObject([{ type: 'push', only: 'a', ops: 1 }]);
    it.push(['a']);
    it.saved(2);
    expect(it.asked).toMatchObject([{ type: 'push', only: 'b', ops: 1 }]);
    it.fail({ kind: 'too-large' }, ['b']);
    expect(it.state.aside).toEqual(['c', 'b']);
    expect(it.asked).toMatchObject([{ type: 'pull' }]);
  });

  test('what was set aside and left the journal is forgotten', () => {
    const it = greeted(1, { aside: ['gone'] });
    it.answer({ type: 'push-empty' });
    expect(it.state.aside).toEqual([]);
    expect(it.asked).toMatchObject([{ type: 'pull' }]);
  });

  test('[PUSH6] a push refused as bad input is halved the same way', () => {
    const it = greeted(2);
    it.fail({ kind: 'refused', status: 400, code: 'BAD_INPUT' }, ['a', 'b']);
    expect(it.asked).toMatchObject([{ type: 'push', ops: 1 }]);
  });

  test('a 413 on anything but a push waits', () => {
    const it = terminal();
    it.trigger('timer');
    it.fail({ kind: 'too-large' });
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'refused' });
  });
});

describe('[RESTORE2] another epoch', () => {
  test('keeps the journal, pushes first, then pulls from zero', () => {
    const it = terminal();
    it.trigger('timer');
    it.hello({ epoch: 2 });
    expect(it.asked).toMatchObject([{ type: 'save-hello', newEpoch: true }]);
    it.saved(1);
    expect(it.asked).toMatchObject([{ type: 'push' }]);
    it.push(['a'], pushAnswer(['a'], { epoch: 2 }));
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull', fresh: true }]);
    it.pull({ epoch: 2, more: true, cursor: { epoch: 2, n: 5, check: 'c' } });
    expect(it.asked).toMatchObject([{ type: 'save-rows', fresh: true }]);
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull', fresh: false }]);
  });

  test('counts as new until the device has it durably', () => {
    const it = terminal();
    it.trigger('timer');
    it.hello({ epoch: 2 });
    it.answer({ type: 'save-failed' });
    expect(it.state.epoch).toBe(1);
    it.pass(it.wakeInMs as number);
    it.trigger('timer');
    it.hello({ epoch: 2 });
    expect(it.asked).toMatchObject([{ type: 'save-hello', newEpoch: true }]);
  });

  test('a pull from zero that was not saved starts from zero again', () => {
    const it = greeted(0, { cursorEpoch: null });
    it.pull();
    it.answer({ type: 'save-failed' });
    it.pass(it.wakeInMs as number);
    it.trigger('timer');
    it.hello();
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull', fresh: true }]);
  });

  test.each([
    ['push', 1],
    ['pull', 0],
  ] as const)(
    '[RESTORE3] seen first in the answer to a %s leads to a new hello',
    (kind, pending) => {
      const it = greeted(pending);
      if (kind === 'push') it.push(['a'], pushAnswer(['a'], { epoch: 2 }));
      else it.pull({ epoch: 2 });
      expect(it.asked).toMatchObject([{ type: 'hello' }]);
      it.hello({ epoch: 2 });
      it.saved(pending);
      expect(it.asked).toMatchObject([{ type: kind }]);
    },
  );

  test('a server that contradicts itself about its epoch is waited for', () => {
    const it = greeted(1);
    it.push(['a'], pushAnswer(['a'], { epoch: 2 }));
    it.hello({ epoch: 1 });
    it.saved(1);
    it.push(['a'], pushAnswer(['a'], { epoch: 2 }));
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'refused' });
  });

  test('the first hello of a terminal is no new epoch, and it pulls from zero', () => {
    const it = terminal({ epoch: null, cursorEpoch: null });
    it.trigger('timer');
    it.hello({ epoch: 7 });
    expect(it.asked).toMatchObject([{ type: 'save-hello', newEpoch: false }]);
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull', fresh: true }]);
  });
});

describe('[HELLO5] what the server lacks', () => {
  const acked = [{ from: 1, to: 9, hash: 'h9' }];
  const held = [{ from: 1, to: 4, hash: 'h4' }];

  test('is offered again in the same epoch', () => {
    const it = terminal();
    it.trigger('timer');
    it.hello({ held }, acked, { 4: 'h4' });
    expect(it.asked).toMatchObject([{ type: 'save-hello', offerAgain: [{ from: 5, to: 9 }] }]);
    it.saved(5);
    expect(it.asked).toMatchObject([{ type: 'push' }]);
  });

  test('is offered again hourly, not at every hello, when the server keeps denying it', () => {
    const it = terminal();
    const hello = () => {
      it.pass(HELLO_FRESH_MS * 2);
      it.trigger('timer');
      it.hello({ held }, acked, { 4: 'other' });
      const offered = it.asked[0]?.type === 'save-hello' ? it.asked[0].offerAgain : null;
      it.saved(0);
      it.pull();
      it.saved(0);
      return offered;
    };
    expect(hello()).toEqual([{ from: 1, to: 9 }]);
    expect(hello()).toEqual([]);
    it.pass(OFFER_AGAIN_MS);
    expect(hello()).toEqual([{ from: 1, to: 9 }]);
  });
});

describe('[CASE1] a revoked terminal', () => {
  test('says hello, pushes and reports, and pulls nothing', () => {
    const it = greeted(1, { revoked: true, reportWanted: true });
    it.push(['a']);
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'report' }]);
    it.answer({ type: 'report-answered', answer: { nonce: 'n' } });
    expect(it.state.step).toBe('idle');
  });

  test('learns it from a refused pull, and goes on asking', () => {
    const it = greeted(0);
    it.fail({ kind: 'revoked' });
    expect(it.state).toMatchObject({ step: 'idle', revoked: true });
    it.pass(60_000);
    it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: 'hello' }]);
  });

  test('a push that is refused as revoked waits and keeps everything', () => {
    const it = greeted(1);
    it.fail({ kind: 'revoked' }, ['a']);
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'refused', pending: 1 });
  });
});
