import type { HelloAnswer, PushAnswer, PushResult, SeqRange } from '@oson/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeBatch } from './batch.ts';
import type { Fault } from './fault.ts';
import { rangesOf, type SeqGap } from './ranges.ts';
import { step } from './step.ts';
import type { SyncEffect } from './sync-effect.ts';
import type { Outcome, SyncEvent, Trigger } from './sync-event.ts';
import { initialState, isUnderWay, type SyncState } from './sync-state.ts';

type Rec = { opId: string; seq: number; hash: string; bytes: number; stored: boolean };
type Numbered = Extract<SyncEffect, { request: number }>;
type Network = 'ok' | 'partly' | 'request-lost' | 'answer-lost' | 'hangs' | 'twice' | Fault;

/** A device with a journal, a server that keeps what it acknowledged until it is restored. */
class World {
  state: SyncState = initialState({ epoch: null, cursorEpoch: null, revoked: false });
  now = 0;
  random = 0.5;
  timerAt: number | null = 0;
  underWay: Numbered | null = null;
  /** Its answer is still on the way and will never come in time. */
  hung = false;
  stale: Outcome[] = [];
  journal: Rec[] = [];
  /** Every opId that the server has named in a result, in any of its lives. */
  named = new Set<string>();
  server = { epoch: 1, held: new Set<string>(), poison: new Set<string>(), delayMs: 0 };
  requestsSince = 0;

  unsent() {
    return this.journal.filter((record) => !record.stored);
  }

  seal(bytes: number) {
    const seq = this.journal.length + 1;
    this.journal.push({ opId: `op-${seq}`, seq, hash: `h-${seq}`, bytes, stored: false });
    this.send({ type: 'sealed' });
  }

  send(event: Trigger | Outcome) {
    const [state, effects] = step(this.state, {
      ...event,
      at: this.now,
      random: this.random,
    } as SyncEvent);
    this.state = state;
    for (const effect of effects) this.carryOut(effect);
    this.check();
  }

  carryOut(effect: SyncEffect) {
    if (effect.type === 'wake') this.timerAt = this.now + effect.inMs;
    if (effect.type === 'abandon') {
      expect(this.underWay?.request).toBe(effect.request);
      this.underWay = null;
      this.hung = false;
    }
    if (!('request' in effect) || effect.type === 'abandon') return;
    expect(this.underWay, 'at most one request under way').toBeNull();
    this.underWay = effect;
    this.requestsSince += 1;
  }

  check() {
    expect(isUnderWay(this.state)).toBe(this.underWay !== null);
    // Nothing leaves the queue unless the server named it.
    for (const record of this.journal) {
      if (record.stored) expect(this.named.has(record.opId)).toBe(true);
    }
    // The timer is always set, and never further away than backoff or the server's word.
    expect(this.timerAt).not.toBeNull();
    const furthest = Math.max(60_000, this.server.delayMs);
    expect((this.timerAt as number) - this.now).toBeLessThanOrEqual(furthest);
  }

  pass(ms: number) {
    this.now += ms;
    if (this.timerAt !== null && this.timerAt <= this.now) this.send({ type: 'timer' });
  }

  /** Resolves what is under way, if anything is. */
  resolve(network: Network) {
    const effect = this.underWay;
    if (!effect || this.hung) return;
    const how = network === 'hangs' || network === 'twice' ? 'ok' : network;
    const outcome = effect.type.startsWith('save-')
      ? this.save(effect, how)
      : this.exchange(effect, how);
    if (network === 'hangs' || network === 'twice') this.stale.push(outcome);
    if (network === 'hangs') {
      this.hung = true;
      return;
    }
    this.underWay = null;
    this.send(outcome);
  }

  /** News of long ago arrive, perhaps of something that was given up. */
  arriveLate(which: number) {
    const late = this.stale[which % Math.max(1, this.stale.length)];
    if (late && 'request' in late && late.request !== this.underWay?.request) this.send(late);
  }

  exchange(effect: Numbered, network: Network): Outcome {
    const { request } = effect;
    const sent =
      effect.type === 'push'
        ? takeBatch(
            this.unsent().map((record) => ({ ...record, incarnation: 'i' })),
            effect,
          ).map((each) => each.opId)
        : undefined;
    const lost: Outcome = { type: 'failed', request, fault: { kind: 'network' }, sent };
    if (network === 'request-lost') return lost;
    if (typeof network === 'object') return { type: 'failed', request, fault: network, sent };
    if (sent?.length === 0) return { type: 'push-empty', request };
    const answer = this.serve(effect, sent ?? [], network === 'partly');
    return network === 'answer-lost' ? lost : answer;
  }

  serve(effect: Numbered, sent: string[], partly: boolean): Outcome {
    const { request } = effect;
    const { epoch, held, delayMs } = this.server;
    const admit = { batch: 50, delayMs };
    switch (effect.type) {
      case 'hello': {
        const stored = this.journal.filter((record) => record.stored);
        const present = this.journal.filter((record) => held.has(record.opId));
        const answer = { epoch, held: rangesOf(present), admit, terminalState: 'live' };
        const ownHashes = Object.fromEntries(this.journal.map(({ seq, hash }) => [seq, hash]));
        const acked: SeqRange[] = rangesOf(stored);
        return {
          type: 'hello-answered',
          request,
          answer: answer as unknown as HelloAnswer,
          acked,
          ownHashes,
        };
      }
      case 'push': {
        if (sent.some((opId) => this.server.poison.has(opId))) {
          return { type: 'failed', request, fault: { kind: 'too-large' }, sent };
        }
        const taken = partly ? sent.slice(0, Math.ceil(sent.length / 2)) : sent;
        const results = taken.map((opId) => {
          const r = held.has(opId) ? 'replayed' : 'posted';
          held.add(opId);
          this.named.add(opId);
          return { opId, r, is: 'posted', flags: [], corrections: [], at: 1 } as PushResult;
        });
        const answer: PushAnswer = { epoch, results, admit, nonce: 'n' };
        return { type: 'push-answered', request, sent, answer };
      }
      case 'report':
        return { type: 'report-answered', request, answer: { nonce: 'n' } };
      default: {
        const cursor = { epoch, n: held.size, check: 'c' };
        const answer = { epoch, rows: [], cursor, more: false, nonce: 'n' };
        return { type: 'pull-answered', request, answer };
      }
    }
  }

  save(effect: Numbered, network: Network): Outcome {
    const { request } = effect;
    if (network !== 'ok' && network !== 'partly') return { type: 'save-failed', request };
    if (effect.type === 'save-results') {
      for (const { opId } of effect.results) {
        const record = this.journal.find((each) => each.opId === opId);
        if (record) record.stored = true;
      }
    }
    if (effect.type === 'save-hello') this.offerAgain(effect.offerAgain);
    return { type: 'saved', request, pending: this.unsent().length };
  }

  offerAgain(gaps: readonly SeqGap[]) {
    for (const record of this.journal) {
      if (gaps.some((gap) => gap.from <= record.seq && record.seq <= gap.to)) record.stored = false;
    }
  }

  /** The server comes back as it was: it has lost the last operations it had acknowledged. */
  restore(lost: number, openly: boolean) {
    const all = [...this.server.held];
    this.server.held = new Set(all.slice(0, Math.max(0, all.length - lost)));
    if (openly) this.server.epoch += 1;
  }

  /** Everything works again; time passes until nothing is unsent but what is poison. */
  heal(limitMs: number) {
    this.server.delayMs = 0;
    this.random = 0.9;
    const until = this.now + limitMs;
    while (this.now < until && !this.settled()) {
      if (this.underWay && !this.hung) this.resolve('ok');
      else this.pass(Math.max(1, (this.timerAt as number) - this.now));
    }
  }

  settled() {
    const open = this.unsent().filter((record) => !this.server.poison.has(record.opId));
    const all = this.journal.filter((record) => !this.server.poison.has(record.opId));
    const arrived = all.every((record) => this.server.held.has(record.opId));
    return this.state.step === 'idle' && open.length === 0 && arrived;
  }
}

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant<Fault>({ kind: 'network' }),
  fc
    .option(fc.integer({ min: 1, max: 50_000 }))
    .map((delayMs): Fault => ({ kind: 'busy', delayMs })),
  fc.constant<Fault>({ kind: 'nonce', nonce: 'new' }),
  fc.constant<Fault>({ kind: 'auth', code: 'SIGNATURE_WRONG' }),
  fc.constant<Fault>({ kind: 'too-large' }),
  fc.constant<Fault>({ kind: 'refused', status: 500, code: 'UNEXPECTED' }),
  fc.constant<Fault>({ kind: 'refused', status: 400, code: 'BAD_INPUT' }),
);

const network: fc.Arbitrary<Network> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Network>('ok') },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Network>('request-lost', 'answer-lost', 'hangs', 'twice', 'partly'),
  },
  { weight: 2, arbitrary: fault },
);

type Act = (world: World) => void;
const trigger = fc.constantFrom<Trigger['type']>(
  'timer',
  'online',
  'offline',
  'visible',
  'sync',
  'report-wanted',
);

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: network.map((how) => (world: World) => world.resolve(how)) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 100, max: 200_000 }).map((bytes) => (world: World) => {
      world.seal(bytes);
    }),
  },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 90_000 }).map((ms) => (world: World) => world.pass(ms)),
  },
  { weight: 2, arbitrary: fc.nat().map((which) => (world: World) => world.arriveLate(which)) },
  { weight: 2, arbitrary: trigger.map((type) => (world: World) => world.send({ type })) },
  {
    weight: 1,
    arbitrary: fc.double({ min: 0, max: 0.999, noNaN: true }).map((random) => (world: World) => {
      world.random = random;
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()).map(
      ([lost, openly]) =>
        (world: World) =>
          world.restore(lost, openly),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 20_000 }).map((delayMs) => (world: World) => {
      world.server.delayMs = delayMs;
    }),
  },
);

function play(acts: Act[]): World {
  const world = new World();
  for (const each of acts) each(world);
  return world;
}

/** Hundreds of worlds on a busy machine. */
const PATIENT = { timeout: 120_000 };

// Without 'max' fast-check draws some ten acts, too few for a fault behind a fault.
const acts = fc.array(act, { maxLength: 120, size: 'max' });

test(
  '[SEND9] [SEND10] whatever happens, nothing that the server has not named leaves the queue',
  PATIENT,
  () => {
    // `check` runs after every single event inside the world.
    fc.assert(
      fc.property(acts, (list) => {
        const world = play(list);
        for (const record of world.unsent()) expect(world.journal).toContain(record);
      }),
      { numRuns: 200 },
    );
  },
);

test(
  '[SALE2] [SEND8] once the network is back, everything sealed is on the server',
  PATIENT,
  () => {
    fc.assert(
      fc.property(acts, (list) => {
        const world = play(list);
        world.send({ type: 'online' });
        // Two hours hold every pause that was still running and the hourly second offer.
        world.heal(2 * 3_600_000);
        expect(world.unsent()).toEqual([]);
        expect(world.server.held.size).toBe(world.journal.length);
      }),
      { numRuns: 200 },
    );
  },
);

test(
  '[SEND6] a poisoned operation holds back none of its neighbours and stays in the queue',
  PATIENT,
  () => {
    const poisoned = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 4 });
    fc.assert(
      fc.property(acts, poisoned, (list, seqs) => {
        const world = play(list);
        for (let sale = 0; sale < 30; sale++) world.seal(500);
        const last = world.journal.length;
        for (const seq of seqs) {
          const opId = `op-${last - seq + 1}`;
          if (!world.server.held.has(opId)) world.server.poison.add(opId);
        }
        world.send({ type: 'online' });
        world.heal(2 * 3_600_000);
        const left = world.unsent().map((record) => record.opId);
        expect(new Set(left)).toEqual(world.server.poison);
      }),
      { numRuns: 100 },
    );
  },
);

test('[SEND8] a terminal with something unsent keeps asking, hour after hour', PATIENT, () => {
  fc.assert(
    fc.property(acts, fc.double({ min: 0, max: 0.999, noNaN: true }), (list, random) => {
      const world = play(list);
      world.seal(200);
      world.random = random;
      for (let minute = 0; minute < 30; minute++) {
        world.requestsSince = 0;
        world.now += 60_000;
        world.send({ type: 'timer' });
        world.resolve('request-lost');
        world.now += 60_000;
        world.send({ type: 'timer' });
        world.resolve('request-lost');
        expect(world.requestsSince).toBeGreaterThan(0);
      }
      expect(world.unsent().length).toBeGreaterThan(0);
    }),
    { numRuns: 100 },
  );
});
