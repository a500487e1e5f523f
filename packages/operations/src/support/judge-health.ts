export type TerminalHealth = {
  terminalId: string;
  name: string;
  storeName: string;
  state: 'practice' | 'live' | 'revoked';
  code: string;
  appVersion: string;
  lastHelloAt: number | null;
  /** Operations that the server holds of the terminal's present life. */
  held: number;
  pendingCount: number;
  pendingSum: number;
  pendingOldestAt: number | null;
  /** null: the terminal has not said yet. */
  storageProtected: boolean | null;
  lastError: string | null;
  /** Came back after a restore and waits for somebody to say that it is the shop's. */
  unconfirmed: boolean;
};

/** A reason for people: the words stand in messages/console under the code. */
export type HealthReason =
  | { code: 'silent'; terminal: string; hours: number; pendingCount: number; pendingSum: number }
  | { code: 'unprotected'; count: number }
  | { code: 'pending'; count: number }
  | { code: 'quarantine'; count: number }
  | { code: 'flags'; count: number }
  | { code: 'jobs'; count: number }
  | { code: 'imports'; count: number };
export type Health = { score: number; reasons: HealthReason[] };

const HOUR_MS = 3_600_000;
const SILENT_MS = 24 * HOUR_MS;
const LATE_MS = HOUR_MS;
const COST = { silentUnsent: 35, silent: 10, unprotected: 5, pending: 5, quarantine: 15 };
const FLAGS_MANY = 10;

/**
 * One figure out of 100 with its reasons, the worst first. Money that lies only on a silent device
 * weighs most: everything else can be mended without anybody losing a sale.
 */
export function judgeHealth(facts: {
  terminals: readonly TerminalHealth[];
  flags: { open: number };
  quarantine: { open: number };
  jobs: { failed: number; failedImports: number };
  nowMs: number;
}): Health {
  const working = facts.terminals.filter((terminal) => terminal.state === 'live');
  const reasons: HealthReason[] = [];
  let lost = 0;
  for (const terminal of working) {
    const silentMs = facts.nowMs - (terminal.lastHelloAt ?? facts.nowMs);
    if (silentMs < SILENT_MS) continue;
    lost += terminal.pendingCount > 0 ? COST.silentUnsent : COST.silent;
    reasons.push({
      code: 'silent',
      terminal: `${terminal.storeName}, ${terminal.name}`,
      hours: Math.floor(silentMs / HOUR_MS),
      pendingCount: terminal.pendingCount,
      pendingSum: terminal.pendingSum,
    });
  }
  reasons.sort((a, b) => pendingOf(b) - pendingOf(a));
  const add = (count: number, cost: number, reason: HealthReason) => {
    if (count === 0) return;
    lost += cost;
    reasons.push(reason);
  };
  const { quarantine, flags, jobs } = facts;
  add(quarantine.open, COST.quarantine, { code: 'quarantine', count: quarantine.open });
  const late = working.filter(
    ({ pendingOldestAt }) => pendingOldestAt !== null && facts.nowMs - pendingOldestAt > LATE_MS,
  ).length;
  add(late, late * COST.pending, { code: 'pending', count: late });
  const bare = working.filter(({ storageProtected }) => storageProtected === false).length;
  add(bare, bare * COST.unprotected, { code: 'unprotected', count: bare });
  add(flags.open >= FLAGS_MANY ? flags.open : 0, COST.pending, {
    code: 'flags',
    count: flags.open,
  });
  add(jobs.failed, COST.pending, { code: 'jobs', count: jobs.failed });
  add(jobs.failedImports, COST.pending, { code: 'imports', count: jobs.failedImports });
  return { score: Math.max(0, 100 - lost), reasons };
}

const pendingOf = (reason: HealthReason) => (reason.code === 'silent' ? reason.pendingCount : 0);
