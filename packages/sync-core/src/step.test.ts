import { describe, expect, test } from 'vitest';
import { greeted, pushAnswer, quiet, terminal } from './fixtures/terminal-by-hand.ts';
import { HELLO_FRESH_MS, REQUEST_MS_MAX } from './round.ts';
import { isUnderWay, moodOf } from './sync-state.ts';

describe('[SEND2] a round', () => {
  test('goes hello, push until nothing is unsent, pull until nothing is left, idle', () => {
    const it = terminal();
    expect(it.trigger('timer')).toContainEqual({
      type: 'hello',
      request: 1,
      certificate: false,
    });
    it.hello();
    expect(it.asked).toMatchObject([{ type: 'save-hello', newEpoch: false, offerAgain: [] }]);
    it.saved(2);
    expect(it.asked).toMatchObject([{ type: 'push', ops: 50, skip: [], only: null }]);
    it.push(['a']);
    expect(it.asked).toMatchObject([{ type: 'save-results', results: [{ opId: 'a' }] }]);
    it.saved(1);
    expect(it.asked).toMatchObject([{ type: 'push' }]);
    it.push(['b']);
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull', fresh: false }]);
    it.pull({ more: true });
    expect(it.asked).toMatchObject([{ type: 'save-rows', fresh: false }]);
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'pull' }]);
    it.pull();
    it.saved(0);
    expect(it.state.step).toBe('idle');
    expect(it.asked).toEqual([]);
    expect(it.wakeInMs).toBe(45_000);
    expect(moodOf(it.state)).toBe('quiet');
  });

  test('[ID10] keeps the nonce of every answer', () => {
    const it = terminal();
    it.trigger('timer');
    it.hello();
    expect(it.effects).toContainEqual({ type: 'keep-nonce', nonce: 'n-hello' });
    it.saved(1);
    it.push(['a']);
    expect(it.effects).toContainEqual({ type: 'keep-nonce', nonce: 'n-push' });
    it.saved(0);
    it.pull();
    expect(it.effects).toContainEqual({ type: 'keep-nonce', nonce: 'n-pull' });
  });

  test('reports after the push when there is something to report', () => {
    const it = greeted(1, { reportWanted: true });
    it.push(['a']);
    it.saved(0);
    expect(it.asked).toMatchObject([{ type: 'report' }]);
    it.answer({ type: 'report-answered', answer: { nonce: 'n-report' } });
    expect(it.effects).toContainEqual({ type: 'keep-nonce', nonce: 'n-report' });
    expect(it.asked).toMatchObject([{ type: 'pull' }]);
    expect(it.state.reportWanted).toBe(false);
  });

  test('says no second hello for a sale right after one', () => {
    const it = quiet();
    it.pass(HELLO_FRESH_MS - 1);
    it.trigger('sealed');
    expect(it.asked).toMatchObject([{ type: 'push' }]);
    it.push(['a']);
    it.saved(0);
    it.pull();
    it.saved(0);
    it.pass(2);
    it.trigger('sealed');
    expect(it.asked).toMatchObject([{ type: 'hello' }]);
  });

  test('goes to the pull when the journal has nothing for a push', () => {
    const it = quiet();
    it.trigger('sync');
    expect(it.asked).toMatchObject([{ type: 'push' }]);
    it.answer({ type: 'push-empty' });
    expect(it.asked).toMatchObject([{ type: 'pull' }]);
  });
});

describe('[SEND1] triggers', () => {
  test.each(['online', 'visible', 'sealed', 'sync', 'report-wanted'] as const)(
    '%s alone starts a round',
    (type) => {
      const it = quiet();
      it.pass(HELLO_FRESH_MS);
      it.trigger(type);
      expect(it.asked).toMatchObject([{ type: 'hello' }]);
    },
  );

  test('a timer that goes off early is set again for the rest', () => {
    const it = quiet();
    it.pass(5000);
    it.trigger('timer');
    expect(it.asked).toEqual([]);
    expect(it.wakeInMs).toBe(40_000);
  });

  test('a sale during a round makes another round right behind it', () => {
    const it = greeted(0);
    it.trigger('sealed');
    expect(it.asked).toEqual([]);
    it.pull();
    it.saved(1);
    expect(it.asked).toMatchObject([{ type: 'push' }]);
  });

  test('a timer that died is made up for by any other trigger', () => {
    const it = terminal();
    it.trigger('timer');
    it.fail({ kind: 'busy', delayMs: 10_000 });
    it.pass(10_000);
    it.trigger('sealed');
    expect(it.asked).toMatchObject([{ type: 'hello' }]);
  });

  test('while offline a sale waits, and the network brings it out at once', () => {
    const it = quiet();
    it.trigger('offline');
    expect(moodOf(it.state)).toBe('away');
    it.trigger('sealed');
    expect(it.asked).toEqual([]);
    it.trigger('online');
    expect(it.asked).toMatchObject([{ type: 'push' }]);
    expect(moodOf(it.state)).toBe('sending');
  });

  test('the word "offline" does not stop the timer: the shop server may be near', () => {
    const it = quiet();
    it.trigger('offline');
    it.pass(60_000);
    it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: 'hello' }]);
  });
});

describe('failures', () => {
  test('[SEND3] without a network the wait grows, and online cuts it short', () => {
    const it = terminal();
    it.draw(0.999);
    const waits: number[] = [];
    for (let failure = 0; failure < 9; failure++) {
      it.trigger('timer');
      it.fail({ kind: 'network' });
      expect(moodOf(it.state)).toBe('away');
      waits.push(it.wakeInMs as number);
      it.pass(it.wakeInMs as number);
    }
    expect(waits).toEqual([999, 1998, 3996, 7992, 15_984, 31_968, 59_940, 59_940, 59_940]);
    it.trigger('timer');
    it.fail({ kind: 'network' });
    it.pass(1);
    it.trigger('sealed');
    expect(it.asked).toEqual([]);
    it.trigger('online');
    expect(it.asked).toMatchObject([{ type: 'hello' }]);
  });

  test('[SEND3] a push that fails behind every good hello still waits longer and longer', () => {
    const it = terminal();
    it.draw(0.999);
    const waits: number[] = [];
    for (let failure = 0; failure < 4; failure++) {
      it.trigger('timer');
      it.hello();
      it.saved(1);
      it.fail({ kind: 'refused', status: 500, code: 'UNEXPECTED' }, ['a']);
      waits.push(it.wakeInMs as number);
      it.pass(it.wakeInMs as number);
    }
    expect(waits).toEqual([999, 1998, 3996, 7992]);
    it.trigger('timer');
    it.hello();
    it.saved(1);
    it.push(['a']);
    it.saved(0);
    expect(it.state.failures).toBe(0);
  });

  test('[SEND4] busy: nothing but the time that the server named ends the wait', () => {
    const it = greeted(1);
    it.fail({ kind: 'busy', delayMs: 120_000 }, ['a']);
    expect(it.wakeInMs).toBe(120_000);
    expect(it.state.failures).toBe(0);
    expect(moodOf(it.state)).toBe('late');
    it.pass(119_999);
    for (const type of ['online', 'visible', 'sealed', 'sync'] as const) {
      it.trigger(type);
      expect(it.asked).toEqual([]);
    }
    it.pass(1);
    it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: 'hello' }]);
  });

  test('[SEND3] busy without a time waits by the own backoff', () => {
    const it = greeted(1);
    it.fail({ kind: 'busy', delayMs: null }, ['a']);
    expect(it.wakeInMs).toBe(500);
    expect(it.state.failures).toBe(1);
  });

  test('[SEND4] admit: a pause between pushes and a smaller batch are kept', () => {
    const it = greeted(5);
    it.push(['a'], pushAnswer(['a'], { admit: { batch: 2, delayMs: 3000 } }));
    it.saved(4);
    expect(it.asked).toEqual([]);
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'admit' });
    expect(it.wakeInMs).toBe(3000);
    it.pass(2999);
    it.trigger('sync');
    expect(it.asked).toEqual([]);
    it.pass(1);
    it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: 'push', ops: 2 }]);
  });

  test('[SEND4] a batch of the server above 50 does not lift the limit of the protocol', () => {
    const it = terminal();
    it.trigger('timer');
    it.hello({ admit: { batch: 500, delayMs: 0 } });
    it.saved(100);
    expect(it.asked).toMatchObject([{ type: 'push', ops: 50 }]);
    it.push(['a'], pushAnswer(['a'], { admit: { batch: 500, delayMs: 0 } }));
    it.saved(99);
    expect(it.asked).toMatchObject([{ type: 'push', ops: 50 }]);
  });

  test('[SEND7] a 401 keeps everything and asks again', () => {
    const it = greeted(3);
    it.fail({ kind: 'auth', code: 'SIGNATURE_WRONG' }, ['a']);
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'auth', pending: 3 });
    expect(it.asked).toEqual([]);
    it.pass(it.wakeInMs as number);
    it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: 'hello' }]);
  });

  test.each([
    ['hello', () => terminal()],
    ['push', () => greeted(1)],
    ['pull', () => greeted(0)],
    ['report', () => greeted(0, { reportWanted: true })],
  ])('[ID11] an expired nonce at %s is renewed at once and is no failure', (kind, make) => {
    const it = make();
    if (kind === 'hello') it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: kind }]);
    it.fail({ kind: 'nonce', nonce: 'newer' });
    expect(it.effects[0]).toEqual({ type: 'keep-nonce', nonce: 'newer' });
    expect(it.asked).toMatchObject([{ type: kind }]);
    expect(it.state.failures).toBe(0);
  });

  test('[ID11] a nonce that is never good enough becomes a wait, not a loop', () => {
    const it = terminal();
    it.trigger('timer');
    for (let renewal = 0; renewal < 3; renewal++) it.fail({ kind: 'nonce', nonce: 'again' });
    expect(it.state.step).toBe('hello');
    it.fail({ kind: 'nonce', nonce: 'again' });
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'auth' });
  });

  test('no outcome in time counts as lost, and what comes later is ignored', () => {
    const it = greeted(1);
    const { request } = it.state;
    it.pass(REQUEST_MS_MAX - 1);
    it.trigger('visible');
    expect(it.effects).toEqual([]);
    it.pass(1);
    it.trigger('timer');
    expect(it.asked).toEqual([{ type: 'abandon', request }]);
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'network' });
    const before = it.state;
    it.stale({ type: 'push-answered', request, sent: ['a'], answer: pushAnswer(['a']) });
    expect(it.state).toBe(before);
    expect(it.effects).toEqual([]);
  });

  test('an outcome that does not fit what is under way is ignored', () => {
    const it = greeted(1);
    const before = it.state;
    it.saved(0);
    expect(it.state).toBe(before);
    it.pull();
    expect(it.state).toBe(before);
  });

  test('a device that cannot write waits and says hello again', () => {
    const it = greeted(1);
    it.push(['a']);
    it.answer({ type: 'save-failed' });
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'storage' });
    it.pass(it.wakeInMs as number);
    it.trigger('timer');
    expect(it.asked).toMatchObject([{ type: 'hello' }]);
  });

  test('a local write that never ends is given up too', () => {
    const it = greeted(1);
    it.push(['a']);
    it.pass(REQUEST_MS_MAX);
    it.trigger('sealed');
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'storage' });
  });
});

describe('[SEND9] results', () => {
  test('only results of what was sent are saved', () => {
    const it = greeted(2);
    it.push(['a', 'b'], pushAnswer(['b', 'stranger']));
    expect(it.asked).toMatchObject([{ type: 'save-results', results: [{ opId: 'b' }] }]);
    it.saved(1);
    expect(it.asked).toMatchObject([{ type: 'push' }]);
  });

  test('an answer that names nothing of it is a failure, not a loop', () => {
    const it = greeted(1);
    it.push(['a'], pushAnswer([]));
    expect(it.state).toMatchObject({ step: 'waiting', cause: 'refused' });
  });
});

test('a pause before a push that has nothing left to send goes on with the round', () => {
  const it = terminal({ step: 'waiting', cause: 'admit', pending: 0 });
  it.trigger('timer');
  expect(it.asked).toMatchObject([{ type: 'pull' }]);
});

test('[ID11] a push that is asked for again when nothing is unsent any more asks for anything', () => {
  const it = terminal({ step: 'push', request: 3, pending: 0, dueAt: 60_000 });
  it.fail({ kind: 'nonce', nonce: 'newer' });
  expect(it.asked).toMatchObject([{ type: 'push', only: null }]);
});

test('what is under way is known by its step', () => {
  const it = terminal();
  expect(isUnderWay(it.state)).toBe(false);
  it.trigger('timer');
  expect(isUnderWay(it.state)).toBe(true);
  it.fail({ kind: 'network' });
  expect(isUnderWay(it.state)).toBe(false);
});
