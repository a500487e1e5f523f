import type { Catalog } from '../catalog/catalog.ts';
import type { SecondCopy } from '../copy/second-copy.ts';
import type { JournalDb } from '../journal/journal-db.ts';
import { inState } from '../journal/settle.ts';

/**
 * A revoked terminal whose operations the server holds all: catalogue, customers, PIN verifiers and
 * stored operations go; what is not stored, the key and the identity stay (CASE3). Answers whether
 * anything was wiped: as long as one operation is unsent, nothing is.
 */
export async function wipeStored(
  journal: JournalDb,
  catalog: Catalog,
  copy: SecondCopy,
): Promise<boolean> {
  const { operations, pins, throttles, carts } = journal;
  const wiped = await journal.transaction('rw', operations, pins, throttles, carts, async () => {
    // Asked inside of the transaction: a sale that is being sealed comes before it or after it.
    if ((await inState(journal, 'sealed').count()) > 0) return null;
    if ((await carts.toArray()).some(({ cart }) => cart.lines.length > 0)) return null;
    const stored = (await operations.toCollection().primaryKeys()) as string[];
    await Promise.all([operations.clear(), pins.clear(), throttles.clear(), carts.clear()]);
    return stored;
  });
  if (!wiped) return false;
  copy.pruned(wiped);
  await catalog.wipe();
  return true;
}
