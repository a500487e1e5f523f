'use client';

import { LocaleProvider, ToastHost } from '@oson/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { makeQueryClient, makeTrpcClient, trpc } from '../wiring/office-client.tsx';

/** Language, messages and the typed client, for pages that keep nothing on the device. */
export function SiteProviders({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(makeTrpcClient);
  return (
    <LocaleProvider>
      <trpc.Provider client={client} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>
          {children}
          <ToastHost />
        </QueryClientProvider>
      </trpc.Provider>
    </LocaleProvider>
  );
}
