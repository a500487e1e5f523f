import { firstPrevHash, verifyOperation } from '@oson/contract';
import { GOODS, type Held } from './till-server.ts';
import type { TillWorld } from './till-world.ts';

/** Every promise of layer B that this world has broken, in words. */
export async function faultsIn(world: TillWorld): Promise<string[]> {
  return [
    ...nothingLost(world),
    ...nothingTwice(world),
    ...numbersUnique(world),
    ...chainsWhole(world),
    ...isAlive(world),
    ...lossesSaid(world),
    ...stockAgrees(world),
  ];
}

/** [SALE1] [SALE2] What a buyer has a receipt of is on the server, with the bytes that were sealed. */
function nothingLost({ printed, server, excuses }: TillWorld): string[] {
  return printed.flatMap(({ opId, hash, number }) => {
    const held = server.books.ops.get(opId);
    if (!held) return excuses.lost.has(opId) ? [] : [`lost: ${number} ${opId}`];
    if (held.op.hash !== hash) return [`changed: ${number} ${opId}`];
    const hurt = held.quarantined && !excuses.lost.has(opId);
    return hurt ? [`damaged on the way: ${number} ${opId}`] : [];
  });
}

/** [SALE2] One sale is one operation, and an opId never has two contents. */
function nothingTwice({ server, excuses }: TillWorld): string[] {
  const faults = server.reused.map((opId) => `id used twice: ${opId}`);
  const sales = new Map<string, string>();
  for (const { op } of server.books.ops.values()) {
    if (op.type !== 'sale' || op.body === undefined) continue;
    const { saleId } = JSON.parse(op.body) as { saleId: string };
    const other = sales.get(saleId);
    // Two machines with one profile have one cart in both hands.
    if (other && !excuses.doubled) faults.push(`sold twice: ${saleId} as ${other} and ${op.opId}`);
    sales.set(saleId, op.opId);
  }
  return faults;
}

/** [ID4] [ID5] A receipt number is given out once, or the second one is a fork that the server knows. */
function numbersUnique({ printed, server, excuses }: TillWorld): string[] {
  // What is gone for good with both of its copies has left its number behind.
  const there = printed.filter(({ opId }) => server.books.ops.has(opId));
  const byNumber = Map.groupBy(there, ({ number }) => number);
  return [...byNumber].flatMap(([number, all]) => {
    if (all.length < 2) return [];
    // By the fork, or because the server has seen that the journal went back and sent it on.
    const known = all.some(({ incarnation }) => {
      const life = server.lives.get(incarnation);
      return life?.forked || life?.followedBy !== null;
    });
    return excuses.doubled && known ? [] : [`number twice: ${number}`];
  });
}

/** [OP2] [ID2] Each operation verifies and stands behind its predecessor; a fork is flagged. */
function chainsWhole({ server, excuses }: TillWorld): string[] {
  const faults: string[] = [];
  const bySeq = new Map<string, Held>();
  for (const held of server.books.ops.values()) {
    const { op, forked } = held;
    const place = `${op.incarnation}/${op.seq}`;
    const hurt = !verifyOperation(op).ok && !excuses.lost.has(op.opId);
    if (hurt) faults.push(`does not verify: ${op.opId}`);
    if (bySeq.has(place) && !(forked && excuses.doubled)) faults.push(`number forked: ${place}`);
    if (!bySeq.has(place)) bySeq.set(place, held);
  }
  for (const { op, forked } of bySeq.values()) {
    const first = firstPrevHash(server.tenantId, server.terminalId, op.incarnation);
    const before = bySeq.get(`${op.incarnation}/${op.seq - 1}`)?.op.hash;
    const wanted = op.seq === 1 ? first : before;
    const excused = forked || excuses.doubled || excuses.lost.size > 0;
    if (!excused && wanted !== undefined && op.prevHash !== wanted) {
      faults.push(`chain broken at ${op.incarnation}/${op.seq}`);
    }
  }
  return faults;
}

/** [SEND8] Once the world is whole again everything is sent, and no page stays closed. */
function isAlive({ pages, machines }: TillWorld): string[] {
  const faults = machines.flatMap(({ broken }) => broken.map((each) => `did not open: ${each}`));
  if (pages.length < machines.length) faults.push('a till did not come up again');
  for (const pos of pages) {
    const { unsent, mood } = pos.sync.view.get();
    if (unsent.count > 0) faults.push(`still unsent: ${unsent.count}, ${mood}`);
  }
  return faults;
}

/** [DEV3] [REPORT1] A journal that was taken away is an incident that the server has heard of. */
function lossesSaid({ server, excuses, pages }: TillWorld): string[] {
  const storage = server.reports.flatMap((report) => report.storage ?? []);
  // Gone and then set back before a line was there is told as the later of the two.
  const said = storage.filter(({ kind }) => kind === 'canary').length;
  const untold = pages.flatMap((pos) => pos.incidents.get()).filter(({ reported }) => !reported);
  const faults = untold.map(({ kind }) => `not reported: ${kind}`);
  if (excuses.evictions > 0 && said === 0)
    faults.push('a journal was taken away and nobody said it');
  return faults;
}

/** [DEV2] [PULL2] What the till shows of stock is what the server has. */
function stockAgrees({ pages, server }: TillWorld): string[] {
  // A damaged operation waits for people: it still counts here and not yet there.
  if ([...server.books.ops.values()].some(({ quarantined }) => quarantined)) return [];
  return pages.flatMap((pos) =>
    GOODS.flatMap((id) => {
      const shown = pos.catalog.onHand(id);
      const there = server.stockOf(id);
      return shown === there ? [] : [`stock of ${id}: shown ${shown}, there ${there}`];
    }),
  );
}
