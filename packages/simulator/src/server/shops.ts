import { sign } from 'node:crypto';
import { type ATenant, type ATerminal, aTenant, aTerminal } from '@oson/testing';
import type { Signer } from './doors.ts';
import type { Postgres } from './postgres.ts';

export type Shop = ATenant & { name: string; terminals: ATerminal[] };
const TERMINALS = 3;
const ONE = 1000;

/** The chains that every seed begins with: made once, then put back. Few pieces lie on the shelf. */
export async function makeShops({ db }: Postgres): Promise<Shop[]> {
  const shops: Shop[] = [];
  for (const name of ['Baraka', 'Zamin']) {
    const shop = await aTenant(db, { name, skus: 4, stock: 5 * ONE });
    const terminals = [shop.terminal];
    while (terminals.length < TERMINALS) {
      const more = await db.inTenant(shop.tenantId, (tx) => aTerminal(tx, shop.storeId));
      terminals.push(more);
    }
    shops.push({ ...shop, name, terminals });
  }
  return shops;
}

export function signerOf({ incarnationId, privateKey }: ATerminal): Signer {
  return {
    incarnation: incarnationId,
    sign: (text) =>
      sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString(
        'base64url',
      ),
  };
}
