import type { OsonError } from '@oson/contract';
import { expect, test } from 'vitest';
import { ADMIT } from './admit.ts';
import { PushGate } from './push-gate.ts';

function aGate(over: { places?: number; backlogPlaces?: number; lag?: () => number } = {}) {
  let now = 0;
  const gate = new PushGate({
    places: over.places ?? 1,
    ...(over.backlogPlaces !== undefined && { backlogPlaces: over.backlogPlaces }),
    loopLagMs: over.lag ?? (() => 0),
    monoMs: () => now,
    random: () => 1,
  });
  return { gate, pass: (ms: number) => (now += ms) };
}

/** A push that ends when told to. */
function held() {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  return { act: () => done, end };
}

test('[HELLO7] a live sale goes before the backlog that waited longer', async () => {
  const { gate } = aGate();
  const first = held();
  const order: string[] = [];
  const working = gate.run(50, first.act);
  const backlog = gate.run(50, async () => void order.push('backlog'));
  const live = gate.run(1, async () => void order.push('live'));
  expect(gate.load().waiting).toBe(2);
  first.end();
  await Promise.all([working, backlog, live]);
  expect(order).toEqual(['live', 'backlog']);
  expect(gate.load().waiting).toBe(0);
});

test('[PUSH5] overloaded it refuses backlog with a batch and a delay, and still takes a sale', async () => {
  const { gate } = aGate({ lag: () => 500 });
  const refused = await gate.run(50, async () => 'taken').catch((error: OsonError) => error);
  expect(refused).toMatchObject({ code: 'BUSY', details: { batch: 10, delayMs: 5000 } });
  expect(await gate.run(1, async () => 'taken')).toBe('taken');
});

test('slow pushes make it busy, and are forgotten', async () => {
  const { gate, pass } = aGate();
  await gate.run(1, async () => void pass(2500));
  expect(gate.load().pushMs).toBe(2500);
  expect(gate.admit()).toEqual({ batch: 20, delayMs: 2500 });
  pass(5001);
  expect(gate.admit()).toEqual(ADMIT);
});

test('a push that fails gives its place back', async () => {
  const { gate } = aGate();
  await expect(gate.run(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await gate.run(1, async () => 'next')).toBe('next');
});

test('[HELLO7] backlog leaves places to live sales, and takes its own again', async () => {
  const { gate } = aGate({ places: 2, backlogPlaces: 1 });
  const first = held();
  const order: string[] = [];
  const working = gate.run(50, first.act);
  const backlog = gate.run(50, async () => void order.push('backlog'));
  await gate.run(1, async () => void order.push('live'));
  expect(order).toEqual(['live']);
  first.end();
  await Promise.all([working, backlog]);
  expect(order).toEqual(['live', 'backlog']);
  expect(await gate.run(50, async () => 'next')).toBe('next');
});

test('where too many wait it is told before anything of the next is read', () => {
  let underWay = 63;
  const gate = new PushGate({
    places: 1,
    underWay: () => underWay,
    loopLagMs: () => 0,
    monoMs: () => 0,
    random: () => 1,
  });
  expect(gate.isCrowded).toBe(false);
  underWay = 64;
  expect(gate.isCrowded).toBe(true);
  expect(gate.admit()).toEqual({ batch: 50, delayMs: 4000 });
});
