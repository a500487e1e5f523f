/**
 * Thirty days without a network: 10 000 sales in a journal that three builds have written, the first
 * frozen byte for byte. The network comes back, and everything is in the books without a manual step.
 */
import { numberFlag } from './flags.ts';
import { openInstallation } from './installation.ts';
import { DAYS } from './long-journal.ts';
import { sendThirtyDays } from './thirty-days.ts';

/** `npm run drill -- thirty-days [--sales N]`; true when all are stored once and the books are equal. */
export default async function thirtyDays(args: string[]): Promise<boolean> {
  const sales = numberFlag(args, '--sales', 10_000);
  const at = await openInstallation({ web: false });
  try {
    const { db } = at.identity;
    const { ownerUrl } = at.database;
    const place = { db, workerUrl: at.worker.url, ownerUrl, rows: at.rows };
    const run = await sendThirtyDays(place, sales);
    const list = (counts: Record<string, number>) =>
      Object.entries(counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ');
    console.log(
      `${DAYS} days offline: ${run.operations} operations, sales of ${list(run.versions)}`,
    );
    console.log(`synced in ${run.seconds.toFixed(1)} s: ${list(run.states)}`);
    console.log(`${sales} sales made, ${run.stored} stored once`);
    console.log(`${run.differences.length} differences from an independent recount`);
    for (const what of run.differences.slice(0, 20)) console.log(`  ${what}`);
    const posted = run.states.posted === run.operations;
    return posted && run.stored === sales && run.differences.length === 0;
  } finally {
    await at.close();
  }
}
