import type { Identity } from '../open-identity.ts';

/** The environment of a local start, for tests. */
export const LOCAL_ENV: NodeJS.ProcessEnv = {
  OFFICE_ORIGIN: 'http://localhost:3000',
  CONSOLE_ORIGIN: 'http://console.localhost:3000',
  POS_ORIGIN: 'http://pos.localhost:3000',
  BETTER_AUTH_SECRET: 'a-secret-of-this-test-that-is-long-enough',
  SERVER_SECRET: 'another-secret-of-this-test-long-enough',
};

export type Answered = {
  status: number;
  body: Record<string, unknown> & { error?: { code: string; details: Record<string, unknown> } };
  headers: Headers;
};

/** A browser for tests: keeps its cookies and names its origin as a real one does. */
export function aBrowser(identity: Identity, origin = 'http://localhost:3000') {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    jar,
    headers: () =>
      new Headers({
        cookie: cookie(),
        origin,
        host: new URL(origin).host,
        'sec-fetch-site': 'same-origin',
      }),
    post: async (
      door: string,
      body: unknown,
      more: Record<string, string> = {},
    ): Promise<Answered> => {
      const headers = new Headers({
        'content-type': 'application/json',
        origin,
        'sec-fetch-site': 'same-origin',
        cookie: cookie(),
        ...more,
      });
      const response = await identity.handleAuthRequest(
        new Request(`${origin}/api/auth/${door}`, {
          method: 'POST',
          headers,
          body: JSON.stringify(body),
        }),
      );
      for (const line of response.headers.getSetCookie()) keep(jar, line);
      const answered = (await response.json()) as Answered['body'];
      return { status: response.status, body: answered, headers: response.headers };
    },
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const pair = line.split(';')[0] ?? '';
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (!value || /max-age=0/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}

/** The newest code that was sent to an address, out of the local outbox. */
export async function codeSentTo(identity: Identity, address: string): Promise<string> {
  const row = await identity.db.auth.notification.findFirst({
    where: { recipient: address },
    orderBy: { createdAt: 'desc' },
  });
  const code = row?.body.match(/\b(\d{6}|\d{8})\b/)?.[1];
  if (!code) throw new Error(`no code was sent to ${address}`);
  return code;
}
