import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/**
 * What a restore must not undo, kept in a second place that no backup of the database covers: the
 * terminals that were revoked, and digests of what was erased. Holds no personal data.
 */
export type OutsideFact =
  | { kind: 'revoked'; tenant: string; terminal: string; at: number }
  | {
      kind: 'erased';
      tenant: string;
      /** Digest of tenant and customer id. */
      customer: string;
      /** Digests of the bodies that were erased. */
      bodies: string[];
      at: number;
    };

export type OutsideLedger = {
  append: (fact: OutsideFact) => Promise<void>;
  /** Everything that was ever written. */
  read: () => Promise<readonly OutsideFact[]>;
};

/** Without a second place nothing is kept: a restore may undo a revocation or an erasure. */
export const NO_OUTSIDE_LEDGER: OutsideLedger = {
  append: async () => undefined,
  read: async () => [],
};

/** One JSON line a fact, written through to the disk before the act goes on. */
export function fileLedger(file: string): OutsideLedger {
  let known: { stamp: string; facts: readonly OutsideFact[] } | null = null;
  return {
    append: async (fact) => {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      const handle = await fs.promises.open(file, 'a', 0o600);
      try {
        // Begun anew each time: behind a line that a crash has torn, this one stays whole.
        await handle.appendFile(`\n${JSON.stringify(fact)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    read: async () => {
      const stat = await statOf(file);
      if (!stat) return [];
      // Other processes write too; an unchanged file is not read again.
      const stamp = `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
      if (known?.stamp === stamp) return known.facts;
      const facts = linesOf(await fs.promises.readFile(file, 'utf8'));
      known = { stamp, facts };
      return facts;
    },
  };
}

/** Only a file that is not there is empty: one that cannot be read may hold a revocation. */
async function statOf(file: string): Promise<fs.Stats | null> {
  try {
    return await fs.promises.stat(file);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}

/** A line that a crash has torn was never said to be kept: its act failed. */
function linesOf(text: string): OutsideFact[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as OutsideFact];
    } catch {
      return [];
    }
  });
}

/** A customer in the outside ledger: whoever reads it learns nobody's id. */
export function customerDigest(tenantId: string, customerId: string): string {
  return createHash('sha256').update(`${tenantId}|${customerId}`).digest('hex');
}
