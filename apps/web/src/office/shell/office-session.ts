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

/** The session has ended: nothing of it stays here, and the sign-in knows where to come back to. */
export async function leave(client: QueryClient): Promise<void> {
  await forgetAnswers(client);
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}
