import { retryQuarantined } from '@oson/operations';
import type { Inngest } from 'inngest';
import { dataOf } from '../events.ts';
import type { JobPorts } from '../job-ports.ts';

const SEND_MAX = 200;

/**
 * Tries operations again that an unexpected fault has quarantined: hourly, and after each deploy,
 * because the new version may know how to post them.
 */
export const startQuarantineRetries = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    {
      id: 'start-quarantine-retries',
      triggers: [{ cron: '17 * * * *' }, { event: 'deploy/done' }],
    },
    async ({ step }) => {
      const events = await step.run('list the chains', async () => {
        const tenants = await ports.db.jobs.tenantSettings.findMany({
          select: { tenantId: true },
        });
        return tenants.map(({ tenantId }) => ({ name: 'quarantine/retry', data: { tenantId } }));
      });
      for (let i = 0; i < events.length; i += SEND_MAX) {
        await step.sendEvent(`send from ${i}`, events.slice(i, i + SEND_MAX));
      }
      return { chains: events.length };
    },
  );

export const retryQuarantine = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    {
      id: 'retry-quarantine',
      retries: 2,
      concurrency: { limit: 1, key: 'event.data.tenantId' },
      triggers: [{ event: 'quarantine/retry' }],
    },
    async ({ event, step }) => {
      const { tenantId } = dataOf('quarantine/retry', event.data);
      return step.run('try again', () => retryQuarantined(ports.db, tenantId));
    },
  );
