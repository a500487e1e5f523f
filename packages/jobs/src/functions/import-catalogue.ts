import { failImport, runImport } from '@oson/operations';
import type { Inngest } from 'inngest';
import { dataOf } from '../events.ts';
import type { JobPorts } from '../job-ports.ts';

/** Runs an import that a person has started; one at a time for a chain, resumable at any row. */
export const importCatalogue = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    {
      id: 'import-catalogue',
      retries: 6,
      concurrency: { limit: 1, key: 'event.data.tenantId' },
      triggers: [{ event: 'import/requested' }],
      onFailure: async ({ event, error }) => {
        const { tenantId, batchId } = dataOf('import/requested', event.data.event.data);
        await ports.db.inTenant(tenantId, (tx) => failImport(tx, batchId, error.message));
      },
    },
    async ({ event, step }) => {
      const { tenantId, batchId } = dataOf('import/requested', event.data);
      return step.run('write rows', () => runImport(ports.db, tenantId, batchId));
    },
  );
