import { reapplyOutside } from '@oson/operations';
import type { Inngest } from 'inngest';
import { dataOf } from '../events.ts';
import type { JobPorts } from '../job-ports.ts';

/** The server went back: revocations and erasures of the chain are applied again at once. */
export const applyOutsideAgain = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    { id: 'apply-outside-again', retries: 8, triggers: [{ event: 'restore/found' }] },
    async ({ event, step }) => {
      const { tenantId } = dataOf('restore/found', event.data);
      ports.logger.error({ tenantId, epoch: event.data.epoch }, 'a restore was found');
      return step.run('apply again', () =>
        reapplyOutside(ports.db, ports.outside, { nowMs: ports.now(), tenantId }),
      );
    },
  );

/** Also each night: a device may have offered a body again that was erased. */
export const applyOutsideNightly = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    {
      id: 'apply-outside-nightly',
      triggers: [{ cron: 'TZ=Asia/Tashkent 20 3 * * *' }, { event: 'deploy/done' }],
    },
    ({ step }) =>
      step.run('apply again', () =>
        reapplyOutside(ports.db, ports.outside, { nowMs: ports.now() }),
      ),
  );
