/**
 * The database goes back to an older state while tills go on selling: every operation of a terminal
 * that was not revoked comes back from the devices, and no revoked one reads anything. Once by our
 * own backup and restore, once with the data folder swapped behind the server's back.
 */
import { confirmTerminal } from '@oson/operations';
import { checkDatabase } from '@oson/outside-checker';
import { type SimTerminal, WireError } from '@oson/simulator';
import { type Installation, openInstallation } from './installation.ts';
import {
  type AfterBackup,
  type Floor,
  furnish,
  goOnAfterBackup,
  sellSome,
} from './restore-floor.ts';
import { bringBack, keepState, type Way } from './take-back-state.ts';

const SALES = 30;
const QUIET_MS = 180_000;

/** `npm run drill -- restore [own|swapped]`; both unless told. */
export default async function restore(args: string[]): Promise<boolean> {
  const ways: Way[] = args[0] === 'own' || args[0] === 'swapped' ? [args[0]] : ['own', 'swapped'];
  let good = true;
  for (const way of ways) good = (await once(way)) && good;
  return good;
}

async function once(way: Way): Promise<boolean> {
  const at = await openInstallation({ web: false });
  try {
    const floor = await furnish(at);
    const before = [...floor.steady, floor.revoked];
    for (const terminal of before) sellSome(at, terminal, SALES);
    await quiet(before);
    await keepState(at, way);
    const after = await goOnAfterBackup(at, floor);
    const live = [...floor.steady, after.enrolled, after.ofNewChain];
    for (const terminal of live) sellSome(at, terminal, SALES);
    await quiet(live);
    // These two have not heard of it yet and go on selling.
    for (const terminal of [floor.revoked, after.enrolledAndRevoked]) sellSome(at, terminal, 5);
    const began = performance.now();
    const stop = sellMeanwhile(at, live);
    await bringBack(at, way);
    await stop();
    await quiet([...live, floor.revoked, after.enrolledAndRevoked]);
    const seconds = (performance.now() - began) / 1000;
    return await tell(at, way, floor, after, seconds);
  } finally {
    await at.close();
  }
}

const quiet = (terminals: readonly SimTerminal[]) =>
  Promise.all(terminals.map((terminal) => terminal.sync.untilQuiet(QUIET_MS)));

function sellMeanwhile(at: Installation, terminals: readonly SimTerminal[]): () => Promise<void> {
  let going = true;
  const selling = terminals.map(async (terminal) => {
    while (going) {
      sellSome(at, terminal, 1);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
  return async () => {
    going = false;
    await Promise.all(selling);
  };
}

async function tell(
  at: Installation,
  way: Way,
  floor: Floor,
  after: AfterBackup,
  seconds: number,
): Promise<boolean> {
  const live = [...floor.steady, after.enrolled, after.ofNewChain];
  const revoked = [floor.revoked, after.enrolledAndRevoked];
  const back = await countBack(at, live);
  const kept = await countBack(at, revoked);
  const held = await pulledWhenConfirmed(at, after.enrolled, floor.chain.ownerUserId);
  const refused = await Promise.all(revoked.map(isRefused));
  const said = await lostChanges(at, floor.chain.tenantId);
  const { findings } = await checkDatabase(at.database.ownerUrl, {
    receipts: await rolls(at, live),
  });
  console.log(`\n${way === 'own' ? 'our own backup and restore' : 'data folder swapped'}:`);
  console.log(`operations of terminals that were not revoked: ${back.held} of ${back.sealed} back`);
  console.log(`operations of revoked terminals stored: ${kept.held} of ${kept.sealed}`);
  console.log(`  of them in quarantine until the owner accepts them: ${kept.quarantined}`);
  console.log(
    `office acts after the backup: ${after.officeActs}, lost; the server says so: ${said}`,
  );
  console.log(`a terminal enrolled after the backup reads once it is confirmed: ${held}`);
  console.log(
    `revoked terminals that are refused their pull: ${refused.filter(Boolean).length} of 2`,
  );
  console.log(`the outside checker: ${findings.length} disagreements`);
  for (const { invariant, what } of findings.slice(0, 10)) console.log(`  ${invariant} ${what}`);
  console.log(`everything back in ${seconds.toFixed(1)} s`);
  const whole = back.held === back.sealed && kept.held === kept.sealed && kept.quarantined > 0;
  return whole && held && refused.every(Boolean) && said > 0 && findings.length === 0;
}

async function countBack(at: Installation, terminals: readonly SimTerminal[]) {
  const sealed = terminals.flatMap(({ journal }) =>
    journal.records.map(({ operation }) => operation.opId),
  );
  const [row] = await at.rows<{ held: number; quarantined: number }>(
    `select count(*)::int as held, count(*) filter (where q.op_id is not null)::int as quarantined
     from op_log l left join op_quarantine q
       on q.tenant_id = l.tenant_id and q.op_id = l.op_id and q.cause = 'revoked'
     where l.op_id = any($1::uuid[])`,
    [sealed],
  );
  return { sealed: sealed.length, held: row?.held ?? 0, quarantined: row?.quarantined ?? 0 };
}

/** Taken back by its certificate it sends but reads nothing; after the owner's word it reads again. */
async function pulledWhenConfirmed(
  at: Installation,
  terminal: SimTerminal,
  userId: string,
): Promise<boolean> {
  const before = await isRefused(terminal);
  const { tenantId, terminalId } = terminal.certificate;
  await at.identity.db.inTenant(tenantId, (tx) =>
    confirmTerminal(tx, { terminalId, userId, nowMs: Date.now() }),
  );
  terminal.sync.restart();
  await terminal.sync.untilQuiet(QUIET_MS);
  return before && terminal.catalogue.cursor?.epoch === terminal.sync.epoch;
}

async function isRefused(terminal: SimTerminal): Promise<boolean> {
  try {
    await terminal.sync.pull(true);
    return false;
  } catch (error) {
    return error instanceof WireError && error.code !== null;
  }
}

/** How many changes of the office the server itself says it has lost. */
async function lostChanges(at: Installation, tenantId: string): Promise<number> {
  const [row] = await at.rows<{ lost: number | null }>(
    `select max((details ->> 'lostChanges')::int) as lost from terminal_incident
     where tenant_id = $1 and kind = 'restore'`,
    [tenantId],
  );
  return row?.lost ?? 0;
}

/** Receipts of revoked terminals stand in quarantine and not in the sales: they are counted above. */
async function rolls(at: Installation, terminals: readonly SimTerminal[]) {
  const own = new Set(
    terminals.flatMap(({ journal }) => journal.records.map(({ operation }) => operation.opId)),
  );
  return at.printed.all().filter(({ opId }) => opId !== null && own.has(opId));
}
