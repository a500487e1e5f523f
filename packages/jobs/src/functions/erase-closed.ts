import { CLOSED_KEPT_MS, eraseClosedTenant } from '@oson/operations';
import type { Inngest } from 'inngest';
import type { JobPorts } from '../job-ports.ts';

/** Each night: what was kept of chains that their owners closed 120 days ago is erased. */
export const eraseClosedChains = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    { id: 'erase-closed-chains', triggers: [{ cron: 'TZ=Asia/Tashkent 40 3 * * *' }] },
    async ({ step }) => {
      const due = await step.run('list the chains', async () => {
        const before = new Date(ports.now() - CLOSED_KEPT_MS);
        const tenants = await ports.db.jobs.tenantSettings.findMany({
          where: { status: 'closed', closedAt: { lt: before } },
          select: { tenantId: true },
        });
        return tenants.map(({ tenantId }) => tenantId);
      });
      for (const tenantId of due) {
        await step.run(`erase ${tenantId}`, () => eraseClosedTenant(ports.db, tenantId));
      }
      return { erased: due.length };
    },
  );
