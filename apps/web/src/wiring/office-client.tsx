'use client';

import { QueryClient } from '@tanstack/react-query';
import { httpBatchLink } from '@trpc/client';
import { type CreateTRPCReact, createTRPCReact } from '@trpc/react-query';
import type { AppRouter } from '@oson/api';
import superjson from 'superjson';

const WEEK_MS = 7 * 24 * 3_600_000;
/** As the server: more calls in one request are refused (S11). */
const CALLS_PER_REQUEST_MAX = 10;

/** Typed hooks for the office and the console: `trpc.sale.list.useQuery(...)`. */
export const trpc: CreateTRPCReact<AppRouter, unknown> = createTRPCReact<AppRouter>();

/** Answers stay usable for a week, so that the office opens with its last figures when offline. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'offlineFirst', gcTime: WEEK_MS, staleTime: 10_000, retry: 1 },
      // At once or not at all: an act that waits for the internet would surprise whoever forgot it.
      mutations: { networkMode: 'always', retry: 0 },
    },
  });
}

export function makeTrpcClient() {
  return trpc.createClient({
    links: [
      httpBatchLink({
        url: '/api/trpc',
        transformer: superjson,
        maxItems: CALLS_PER_REQUEST_MAX,
      }),
    ],
  });
}
