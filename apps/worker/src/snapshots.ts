import { createHmac, timingSafeEqual } from 'node:crypto';
import { type ApiContext, makeSnapshot, type Snapshot, SnapshotShelf } from '@oson/api';
import type { FastifyInstance } from 'fastify';
import type { WorkerParts } from './build-worker.ts';

export type Snapshots = NonNullable<ApiContext['ports']['snapshots']>;

const PATH = '/snapshots';
const VALID_MS = 600_000;

/**
 * Files of all goods of a store, fetched by an address that its bearer needs no signature for and
 * that expires in 10 minutes (PULL7). The bytes of an address never change.
 */
export function mountSnapshots(app: FastifyInstance, { identity }: WorkerParts): Snapshots {
  const { db, enrolment } = identity;
  const shelf = new SnapshotShelf({
    make: (sender) => makeSnapshot(db, sender),
    monoMs: () => performance.now(),
  });
  const macOf = (digest: string, until: number) =>
    createHmac('sha256', enrolment.keys.cursor)
      .update(`snapshot ${digest} ${until}`)
      .digest('base64url');

  app.get<{ Params: { digest: string; until: string; mac: string } }>(
    `${PATH}/:digest/:until/:mac`,
    async (request, reply) => {
      const { digest, until, mac } = request.params;
      const [given, ours] = [Buffer.from(mac), Buffer.from(macOf(digest, Number(until)))];
      const isOurs = given.length === ours.length && timingSafeEqual(given, ours);
      if (!isOurs || Number(until) < enrolment.now()) return reply.code(403).send();
      const found = shelf.find(digest);
      // Made by another process, or gone: the terminal pulls again and gets another address.
      if (!found) return reply.code(404).send();
      return reply
        .header('content-type', 'text/plain; charset=utf-8')
        .header('content-encoding', 'br')
        .header('cache-control', 'private, max-age=600, immutable')
        .send(found.bytes);
    },
  );
  return {
    offer: (sender, head) => shelf.offer(sender, head),
    addressOf: ({ digest }: Snapshot, nowMs) => {
      const until = nowMs + VALID_MS;
      return `${PATH}/${digest}/${until}/${macOf(digest, until)}`;
    },
  };
}
