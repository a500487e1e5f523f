import type { AuthClient } from '@oson/db';

export type Taken = { ok: boolean; retryAfterS: number };
export type Limiter = {
  /**
   * Takes one of `points` attempts of a key in a window of `windowS` seconds. One atomic statement:
   * of any number of parallel calls at most `points` are let through (S19).
   */
  take: (key: string, points: number, windowS: number) => Promise<Taken>;
  /** Forgets what was counted, after a proof that the caller is who they say. */
  forget: (key: string) => Promise<void>;
};

const SWEEP_EVERY = 200;

/** Counts attempts in the table rate_limit, shared by all processes. */
export function createLimiter(auth: AuthClient): Limiter {
  let takes = 0;
  const sweep = async (now: number) => {
    takes += 1;
    if (takes % SWEEP_EVERY === 0)
      await auth.rateLimit.deleteMany({ where: { expire: { lt: now } } });
  };
  return {
    take: async (key, points, windowS) => {
      const now = Date.now();
      const expire = now + windowS * 1000;
      const rows = await auth.$queryRaw<{ points: number; expire: bigint }[]>`
        insert into rate_limit as r (key, points, expire) values (${key}, 1, ${expire})
        on conflict (key) do update set
          points = case when r.expire <= ${now} then 1 else r.points + 1 end,
          expire = case when r.expire <= ${now} then ${expire} else r.expire end
        returning points, expire`;
      await sweep(now);
      const row = rows[0];
      if (!row) throw new Error('the limiter lost its row');
      // Another caller's clock may have opened the window a moment later than ours reads.
      const leftS = Math.ceil((Number(row.expire) - now) / 1000);
      const retryAfterS = Math.min(windowS, Math.max(1, leftS));
      return { ok: row.points <= points, retryAfterS };
    },
    forget: async (key) => {
      await auth.rateLimit.deleteMany({ where: { key } });
    },
  };
}
