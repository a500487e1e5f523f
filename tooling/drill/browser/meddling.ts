/** What can happen to a request of a till between its browser and the server. */
import type { Answer, Asked, Fate, Forward, Meddle } from './fault-proxy.ts';

/** Does it to the procedures of sync only, not to the browser's own question before them. */
function toSync(how: Meddle): Meddle {
  return (asked, forward) => {
    const isSync = asked.method === 'POST' && asked.path.startsWith('/trpc/sync.');
    return isSync ? how(asked, forward) : forward();
  };
}

const toPush = (how: Meddle): Meddle =>
  toSync((asked, forward) => (asked.path.includes('sync.push') ? how(asked, forward) : forward()));

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** An answer of something on the way; it lets every page read it, which is the worse case. */
function answerOf(asked: Asked, status: number, type: string, text: string): Answer {
  const headers = {
    'access-control-allow-origin': asked.headers.origin ?? '*',
    'access-control-allow-headers': '*',
    'content-type': type,
  };
  return { status, headers, body: Buffer.from(text) };
}

const PORTAL = '<!doctype html><title>Wi-Fi</title><form>Kirish uchun raqamingizni kiriting</form>';

/** A hotel's network: everything is answered with its own page, and with 200. */
export const captivePortal: Meddle = async (asked) => {
  const answer = answerOf(asked, 200, 'text/html; charset=utf-8', PORTAL);
  return {
    ...answer,
    headers: { ...answer.headers, 'access-control-allow-headers': named(asked) },
  };
};

/** A portal that sends every request on to its own page. */
export const redirectToLogin: Meddle = toSync(async (asked) => {
  const answer = answerOf(asked, 302, 'text/html', PORTAL);
  return { ...answer, headers: { ...answer.headers, location: '/wifi-login' } };
});

const named = ({ headers }: Asked) => String(headers['access-control-request-headers'] ?? '*');

/** A gateway that stands in front of nothing. */
export const gateway = (status: 429 | 502 | 503 | 504): Meddle =>
  toSync(async (asked) => answerOf(asked, status, 'text/html', '<h1>Bad gateway</h1>'));

export const lostRequests: Meddle = toSync(async () => 'cut');

/** The server has done it all, and the till hears nothing of it. */
export const lostAnswers: Meddle = toPush(async (_asked, forward) => {
  await forward();
  return 'cut';
});

export const tornAnswers: Meddle = toPush(async (_asked, forward) => ({ torn: await forward() }));

/** Says that it is packed, and is not. */
export const wrongGzip: Meddle = toPush(async (_asked, forward) => {
  const answer = await forward();
  return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } };
});

/** JSON, but of no server of ours. */
export const strangeJson: Meddle = toSync(async (asked) =>
  answerOf(asked, 200, 'application/json', '{"result":{"data":{"json":{"ok":true}}}}'),
);

/** Every push arrives twice at the same moment. */
export const doubledRequests: Meddle = toPush(async (_asked, forward) => {
  const [first] = await Promise.all([forward(), forward()]);
  return first;
});

export const slowAnswers = (ms: number): Meddle =>
  toSync(async (_asked, forward) => {
    const answer = await forward();
    await pause(ms);
    return answer;
  });

/** The first `count` pushes fare so, all later ones go through. */
export function firstPushes(count: number, how: (forward: Forward) => Promise<Fate>): Meddle {
  let left = count;
  return toPush(async (_asked, forward) => {
    if (left <= 0) return forward();
    left -= 1;
    return how(forward);
  });
}

/** Nothing ever comes back on a connection that stays open, until `healed` resolves. */
export const halfOpen = (healed: Promise<void>): Meddle =>
  toSync(async () => {
    await healed;
    return 'cut';
  });
