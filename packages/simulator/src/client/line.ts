import { PortError, type SyncPorts } from '@oson/pos/ports';
import type { Random } from '../model/random.ts';
import type { TillServer } from './till-server.ts';
import type { Life, VirtualTime } from './virtual-time.ts';

/** How often a request meets a fate, 0 to 1. */
export const LINE_FATES = [
  'drop-request',
  'drop-answer',
  'half-open',
  'duplicate',
  'busy',
  'portal',
  'gateway',
] as const;
export type LineFate = (typeof LINE_FATES)[number];
export type LineFates = Partial<Record<LineFate, number>>;

export type Line = { online: boolean; fates: LineFates };

const ANSWER_MS = [20, 3000] as const;
const GIVEN_UP_MS = [1000, 45_000] as const;

/** The ports of one page to the server, over a line that does to requests what lines do. */
export function portsOver(
  world: {
    time: VirtualTime;
    server: TillServer;
    line: Line;
    random: Random;
    fate: (f: LineFate) => void;
  },
  life: Life,
): SyncPorts {
  const { time, server, line, random, fate } = world;
  const strikes = (name: LineFate) => {
    const struck = random.chance(line.fates[name] ?? 0);
    if (struck) fate(name);
    return struck;
  };
  const ask = <T>(name: string, act: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      if (!life.alive) return;
      const fail = (inMs: readonly [number, number], fault: PortError) =>
        time.after(random.between(...inMs), () => reject(fault), life);
      const isLost = !line.online || strikes('drop-request');
      if (isLost) return fail(GIVEN_UP_MS, new PortError(null, null));
      if (strikes('portal')) return fail(ANSWER_MS, new PortError(200, null));
      if (strikes('gateway')) return fail(ANSWER_MS, new PortError(502, null));
      if (strikes('busy')) {
        return fail(
          ANSWER_MS,
          new PortError(503, 'BUSY', { delayMs: random.between(100, 20_000) }),
        );
      }
      // On its way: the page may die before it arrives, the server gets it all the same.
      time.after(random.between(...ANSWER_MS), () => {
        time.note(`server ${name}`);
        const twice = strikes('duplicate');
        const answered = outcome(act);
        if (twice) outcome(act);
        if (!life.alive || strikes('half-open')) return;
        if (strikes('drop-answer')) return fail(GIVEN_UP_MS, new PortError(null, null));
        time.after(
          random.between(...ANSWER_MS),
          () => ('fault' in answered ? reject(answered.fault) : resolve(answered.gave)),
          life,
        );
      });
    });
  // What travels is a copy: nobody shares an object with the other side.
  const copied = <T>(value: T): T => structuredClone(value);
  return {
    hello: (request) => ask('hello', () => server.hello(copied(request))),
    push: (request) => ask(`push ${request.ops.length}`, () => server.push(copied(request))),
    pull: ({ cursor }) => ask('pull', () => copied(server.pull(cursor))),
    report: (request) => ask('report', () => server.report(copied(request))),
    renew: (request) => ask('renew', () => server.renew(request)),
    fetchSnapshot: () => Promise.reject(new PortError(404, 'NOT_FOUND')),
    goLive: () => Promise.reject(new PortError(404, 'NOT_FOUND')),
    importBundle: () => Promise.reject(new PortError(404, 'NOT_FOUND')),
  };
}

function outcome<T>(act: () => T): { gave: T } | { fault: unknown } {
  try {
    return { gave: act() };
  } catch (fault) {
    return { fault };
  }
}
