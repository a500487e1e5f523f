'use client';

import { LocaleProvider, ToastHost } from '@oson/ui';
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client';
import { type ReactNode, useEffect, useState } from 'react';
import { makeTrpcClient, trpc } from '../../wiring/office-client.tsx';
import { KEEPING, saveWhenHidden } from './office-cache.ts';
import { makeOfficeQueryClient } from './office-session.ts';
import { registerOfficeWorker } from './register-worker.ts';

/** Language, toasts and the typed client whose answers stay on the device for a week. */
export function OfficeProviders({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeOfficeQueryClient);
  const [client] = useState(makeTrpcClient);
  useEffect(registerOfficeWorker, []);
  useEffect(saveWhenHidden, []);
  return (
    <LocaleProvider>
      <trpc.Provider client={client} queryClient={queryClient}>
        <PersistQueryClientProvider client={queryClient} persistOptions={KEEPING}>
          {children}
          <ToastHost />
        </PersistQueryClientProvider>
      </trpc.Provider>
    </LocaleProvider>
  );
}
