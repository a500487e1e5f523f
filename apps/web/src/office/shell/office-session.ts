import { QueryCache, QueryClient } from '@tanstack/react-query';
import { makeQueryClient } from '../../wiring/office-client.tsx';
import { refusalOf } from '../../wiring/refusal.ts';
import { forgetAnswers } from './office-cache.ts';

/** Answers of the office; the first that says "not signed in" ends the visit. */
export function makeOfficeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: makeQueryClient().getDefaultOptions(),
    queryCache: new QueryCache({
      onError: (error) => {
        if (refusalOf(error).code === 'NOT_SIGNED_IN') void leave(client);
      },
    }),
  });
  return client;
}

let leaving: Promise<void> | undefined;

/**
 * The session has ended: nothing of it stays here, and the sign-in knows where to come back to.
 * Once a visit: after a sign-out every answer still under way says "not signed in", and a second
 * departure would break off the first.
 */
export function leave(client: QueryClient): Promise<void> {
  leaving ??= depart(client);
  return leaving;
}

async function depart(client: QueryClient): Promise<void> {
  await forgetAnswers(client);
  const here = window.location.pathname + window.location.search;
  // The browser may keep this page and show it again at "back": then it may be left again.
  window.addEventListener('pageshow', () => (leaving = undefined), { once: true });
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}
