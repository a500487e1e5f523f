/** One installation for all scenarios: database, worker, web app, and a proxy in front of both. */
import fs from 'node:fs';
import path from 'node:path';
import { issueEnrolmentLink } from '@oson/auth';
import { type TenantTx, withChange } from '@oson/db';
import { type ATenant, aTenant } from '@oson/db/testing';
import { hashPin } from '@oson/operations';
import { checkDatabase } from '@oson/outside-checker';
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts';
import { type Installation, openInstallation } from '../installation.ts';

export const PIN = '582913';
export const CASHIER = 'The cashier';
const GOODS = 6;
const MANY = 1_000_000_000;
const ARRIVE_MS = 150_000;
const LOOK_MS = 300;

export type Floor = {
  at: Installation;
  /** In front of the web app and of the worker. */
  web: FaultProxy;
  wire: FaultProxy;
  close: () => Promise<void>;
};

export type Shop = ATenant & {
  /** Notes what came out of a printer. */
  print: (receiptNumber: string) => void;
  /** Numbers of everything printed in this chain. */
  printed: () => string[];
};

export async function openFloor(): Promise<Floor> {
  const proxies: FaultProxy[] = [];
  const between = async (target: string) => {
    const proxy = await openFaultProxy(target);
    proxies.push(proxy);
    return proxy.origin;
  };
  const at = await openInstallation({ web: true, between });
  const [web, wire] = proxies as [FaultProxy, FaultProxy];
  return {
    at,
    web,
    wire,
    close: async () => {
      for (const proxy of proxies) await proxy.close();
      await at.close();
    },
  };
}

/** A chain of its own with goods, and people whose PIN is known. */
export async function openShop({ at }: Floor, name: string): Promise<Shop> {
  const { db } = at.identity;
  const chain = await aTenant(db, { name, skus: GOODS, stock: MANY });
  const { salt, hash, params } = await hashPin(PIN);
  const ids = Object.values(chain.staff);
  await db.inTenant(chain.tenantId, async (tx) => {
    const verifier = { pinSalt: salt, pinHash: hash, pinParams: params, pinVersion: 1 };
    await tx.staff.updateMany({ where: { id: { in: ids } }, data: verifier });
    await withChange(tx, [
      { kind: 'settings', id: chain.tenantId },
      { kind: 'store', id: chain.storeId, storeId: chain.storeId },
      ...ids.map((id) => ({ kind: 'staff', id })),
      ...Object.values(chain.tenderTypes).map((id) => ({ kind: 'tender-type', id })),
      ...chain.skus.map(({ skuId: id }) => ({ kind: 'sku', id })),
    ]);
    await publishCodes(tx);
  });
  const { tenantId } = chain;
  const own = () => at.printed.all().filter((receipt) => receipt.tenantId === tenantId);
  return {
    ...chain,
    print: (receiptNumber) => at.printed.add({ tenantId, receiptNumber, opId: null, gross: null }),
    printed: () => own().map(({ receiptNumber }) => receiptNumber),
  };
}

async function publishCodes(tx: TenantTx): Promise<void> {
  const codes = await tx.barcode.findMany({ select: { id: true } });
  await withChange(
    tx,
    codes.map(({ id }) => ({ kind: 'barcode', id })),
  );
}

/** The fragment that lets a browser in; `terminalId`: as the terminal that it was. */
export async function linkTo(floor: Floor, shop: Shop, terminalId?: string): Promise<string> {
  const { tenantId, storeId } = shop;
  const { code } = await issueEnrolmentLink(floor.at.identity.enrolment, {
    tenantId,
    storeId,
    terminalName: 'Browser',
    purpose: 'link',
    terminalId,
  });
  return `${floor.web.origin}/pos#enrol=${code}`;
}

/** How often the server holds each receipt of a chain, whatever became of it there. */
export async function heldReceipts({ at }: Floor, shop: Shop): Promise<Map<string, number>> {
  const rows = await at.rows<{ number: string; times: number }>(
    `select substring(body from '"receiptNumber":"([^"]+)"') as number, count(*)::int as times
     from op_log where tenant_id = $1 and type = 'sale' group by 1`,
    [shop.tenantId],
  );
  return new Map(rows.map(({ number, times }) => [number, times]));
}

/**
 * Waits until everything printed has come, with nobody doing anything for it; then holds it against the
 * rolls, and the books against the outside checker. Answers what is wrong, or null.
 */
export async function judge(floor: Floor, shop: Shop): Promise<string | null> {
  const printed = shop.printed();
  const missing = async () => {
    const held = await heldReceipts(floor, shop).catch(() => new Map<string, number>());
    return printed.filter((number) => !held.has(number));
  };
  const until = performance.now() + ARRIVE_MS;
  while ((await missing()).length > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  const lost = await missing();
  if (lost.length > 0) return `printed and not held: ${lost.join(', ')}`;
  const held = await heldReceipts(floor, shop);
  const twice = [...held].filter(([, times]) => times > 1).map(([number]) => number);
  if (twice.length > 0) return `held twice: ${twice.join(', ')}`;
  const strange = [...held.keys()].filter((number) => !printed.includes(number));
  if (strange.length > 0) return `held and never printed: ${strange.join(', ')}`;
  const receipts = floor.at.printed.all().filter(({ tenantId }) => tenantId === shop.tenantId);
  const { findings } = await checkDatabase(floor.at.database.ownerUrl, { receipts });
  const own = findings.filter(({ tenantId }) => tenantId === shop.tenantId);
  return own.length === 0
    ? null
    : own.map(({ invariant, what }) => `${invariant} ${what}`).join('; ');
}

/** A small disk for a browser profile; null where mounting is not permitted. */
export const smallDiskAt = (floor: Floor) => path.join(floor.at.folder, 'small-disk');

/** Takes every byte that is left on a disk. */
export function fillDisk(place: string): void {
  const folder = path.join(place, 'junk');
  fs.mkdirSync(folder, { recursive: true });
  for (const size of [1 << 20, 4096]) {
    const file = fs.openSync(path.join(folder, String(size)), 'a');
    try {
      for (;;) fs.writeSync(file, Buffer.alloc(size, 7));
    } catch {
      fs.closeSync(file);
    }
  }
}
