import type { AppRouter } from '@oson/api';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import superjson from 'superjson';
import { createWorkerOrigin } from './worker-origin.ts';

export type ImportProgress = inferRouterOutputs<AppRouter>['import']['get']['progress'];

const workerOrigin = createWorkerOrigin();

type Follower = {
  /** A fresh ticket for each connection: it is good for a minute. */
  ticket: () => Promise<string>;
  onProgress: (progress: ImportProgress) => void;
  /** The stream is over: by itself (the import ended, or the ticket did), or it broke. */
  onEnd: (how: 'ended' | 'broken') => void;
};

/**
 * Follows an import at the worker, which lives at another address than the office and takes no
 * cookie: the ticket says who looks. Returns what stops it.
 */
export function followImport(batchId: string, follower: Follower): () => void {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: async () => `${await workerOrigin()}/trpc`,
        transformer: superjson,
        connectionParams: async () => ({ ticket: await follower.ticket() }),
      }),
    ],
  });
  const subscription = client.import.progress.subscribe(
    { batchId },
    {
      onData: ({ data }) => follower.onProgress(data),
      onComplete: () => follower.onEnd('ended'),
      onError: () => follower.onEnd('broken'),
    },
  );
  return () => subscription.unsubscribe();
}
