'use client';

import { LocaleProvider, ToastHost } from '@oson/ui';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client';
import { type ReactNode, useState } from 'react';
import { makeQueryClient, makeTrpcClient, trpc } from '../../wiring/office-client.tsx';
import { refusalOf } from '../../wiring/refusal.ts';
import { forgetAnswers, KEEP_MS, mayKeep, officePersister } from './office-cache.ts';

/** Changes when the shape of answers does, so that a new version never reads old ones. */
const BUSTER = process.env.NEXT_PUBLIC_BUILD_ID ?? '1';

/** Language, toasts and the typed client whose answers stay on the device for a week. */
export function OfficeProviders({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeOfficeQueryClient);
  const [client] = useState(makeTrpcClient);
  return (
    <LocaleProvider>
      <trpc.Provider client={client} queryClient={queryClient}>
        <PersistQueryClientProvider
          client={queryClient}
          persistOptions={{
            persister: officePersister,
            maxAge: KEEP_MS,
            buster: BUSTER,
            dehydrateOptions: { shouldDehydrateQuery: mayKeep },
          }}
        >
          {children}
          <ToastHost />
        </PersistQueryClientProvider>
      </trpc.Provider>
    </LocaleProvider>
  );
}

function makeOfficeQueryClient(): QueryClient {
  const defaults = makeQueryClient().getDefaultOptions();
  const client: QueryClient = new QueryClient({
    defaultOptions: defaults,
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
