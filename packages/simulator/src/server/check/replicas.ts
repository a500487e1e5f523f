import { canonicalJson, type PullRow } from '@oson/contract';
import type { Till } from '../till.ts';
import type { World } from '../world.ts';

/** I6 and I10: what a till has read bit by bit is what a new one reads at once. */
export async function checkReplicas(world: World): Promise<void> {
  for (const till of world.tills) {
    if (till.revoked) continue;
    const kept = new Map(till.rows);
    till.rows.clear();
    till.cursor = null;
    await till.pull();
    compare(world, till, kept, till.rows);
  }
}

function compare(
  world: World,
  till: Till,
  kept: ReadonlyMap<string, PullRow>,
  fresh: ReadonlyMap<string, PullRow>,
): void {
  for (const [key, row] of fresh) {
    const own = kept.get(key);
    const isSame = own ? textOf(own) === textOf(row) : row.deleted === true;
    if (!isSame) {
      const has = own ? textOf(own) : 'nothing';
      world.broken('I6', `${till.name} has ${has} of ${key}, the feed ${textOf(row)}`);
    }
  }
  for (const [key, row] of kept) {
    if (!row.deleted && !fresh.has(key))
      world.broken('I6', `${till.name} has ${key}, the feed not`);
  }
}

/** The version only orders rows; what a till shows is its data. */
const textOf = ({ deleted, data }: PullRow) => (deleted ? 'deleted' : canonicalJson(data ?? null));
