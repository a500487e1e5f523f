import { expect, test } from 'vitest';
import { judgeHealth, type TerminalHealth } from './judge-health.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;
const aTerminal = (over: Partial<TerminalHealth> = {}): TerminalHealth => ({
  terminalId: '1',
  name: '1-kassa',
  storeName: 'Navoiy',
  state: 'live',
  code: 'QX',
  appVersion: '1.2.0',
  lastHelloAt: nowMs - 5_000,
  held: 100,
  pendingCount: 0,
  pendingSum: 0,
  pendingOldestAt: null,
  storageProtected: true,
  lastError: null,
  unconfirmed: false,
  ...over,
});
const calm = {
  flags: { open: 0 },
  quarantine: { open: 0 },
  jobs: { failed: 0, failedImports: 0 },
  nowMs,
};

test('where nothing is wrong the score is full and there is no reason', () => {
  const health = judgeHealth({ ...calm, terminals: [aTerminal(), aTerminal()] });
  expect(health).toEqual({ score: 100, reasons: [] });
});

test('a silent device with unsent sales weighs most and is named first', () => {
  const silent = aTerminal({
    name: '2-kassa',
    lastHelloAt: nowMs - 26 * HOUR,
    pendingCount: 31,
    pendingSum: 184_200_000,
    storageProtected: false,
  });
  const quiet = aTerminal({ name: '3-kassa', lastHelloAt: nowMs - 50 * HOUR });
  const health = judgeHealth({ ...calm, terminals: [quiet, silent] });
  expect(health.reasons[0]).toEqual({
    code: 'silent',
    terminal: 'Navoiy, 2-kassa',
    hours: 26,
    pendingCount: 31,
    pendingSum: 184_200_000,
  });
  expect(health.score).toBe(100 - 35 - 10 - 5);
});

test('practice and revoked terminals may be silent; one that never spoke is not late yet', () => {
  const long = { lastHelloAt: nowMs - 100 * HOUR };
  const terminals = [
    aTerminal({ state: 'revoked', ...long }),
    aTerminal({ state: 'practice', ...long }),
    aTerminal({ lastHelloAt: null }),
  ];
  expect(judgeHealth({ ...calm, terminals }).score).toBe(100);
});

test('quarantine, late sales, many flags and failed imports each cost, and never below zero', () => {
  const late = aTerminal({ pendingCount: 2, pendingOldestAt: nowMs - 2 * HOUR });
  const facts = {
    terminals: [late],
    flags: { open: 12 },
    quarantine: { open: 1 },
    jobs: { failed: 1, failedImports: 2 },
    nowMs,
  };
  const health = judgeHealth(facts);
  expect(health.reasons.map((reason) => reason.code)).toEqual([
    'quarantine',
    'pending',
    'flags',
    'jobs',
    'imports',
  ]);
  expect(health.score).toBe(100 - 15 - 5 - 5 - 5 - 5);
  const ruin = Array.from({ length: 9 }, () =>
    aTerminal({ lastHelloAt: nowMs - 30 * HOUR, pendingCount: 1 }),
  );
  expect(judgeHealth({ ...facts, terminals: ruin }).score).toBe(0);
});
