import { pruneFeed } from '@oson/operations';
import type { Inngest } from 'inngest';
import { dataOf } from '../events.ts';
import type { JobPorts } from '../job-ports.ts';

const SEND_MAX = 200;

/** Each night, chain by chain: the feed forgets what no terminal can ask for any more. */
export const startFeedPruning = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    { id: 'start-feed-pruning', triggers: [{ cron: 'TZ=Asia/Tashkent 10 3 * * *' }] },
    async ({ step }) => {
      const events = await step.run('list the chains', async () => {
        const tenants = await ports.db.jobs.tenantSettings.findMany({
          select: { tenantId: true },
        });
        return tenants.map(({ tenantId }) => ({ name: 'feed/prune', data: { tenantId } }));
      });
      for (let i = 0; i < events.length; i += SEND_MAX) {
        await step.sendEvent(`send from ${i}`, events.slice(i, i + SEND_MAX));
      }
      return { chains: events.length };
    },
  );

export const pruneFeedOf = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    { id: 'prune-feed', retries: 2, concurrency: 1, triggers: [{ event: 'feed/prune' }] },
    async ({ event, step }) => {
      const { tenantId } = dataOf('feed/prune', event.data);
      return step.run('prune', () => pruneFeed(ports.db, tenantId));
    },
  );
