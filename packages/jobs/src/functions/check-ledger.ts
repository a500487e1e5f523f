import type { TenantTx } from '@oson/db';
import { findLosses, openIncident, settleChecker } from '@oson/operations';
import { checkBooks, type Finding } from '@oson/outside-checker';
import type { Inngest } from 'inngest';
import { dataOf } from '../events.ts';
import type { JobPorts } from '../job-ports.ts';

const SEND_MAX = 200;
/** An incident says what is wrong; a long list of the same is read in the database. */
const TOLD_MAX = 20;

/** Each night, chain by chain: who is silent and may have lost sales, and whether the books add up. */
export const startLedgerChecks = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    { id: 'start-ledger-checks', triggers: [{ cron: 'TZ=Asia/Tashkent 10 4 * * *' }] },
    async ({ step }) => {
      const events = await step.run('list the chains', async () => {
        const tenants = await ports.db.jobs.tenantSettings.findMany({
          select: { tenantId: true },
        });
        return tenants.map(({ tenantId }) => ({ name: 'ledger/check', data: { tenantId } }));
      });
      for (let i = 0; i < events.length; i += SEND_MAX) {
        await step.sendEvent(`send from ${i}`, events.slice(i, i + SEND_MAX));
      }
      return { chains: events.length };
    },
  );

export const checkLedger = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    { id: 'check-ledger', retries: 2, concurrency: 2, triggers: [{ event: 'ledger/check' }] },
    async ({ event, step }) => {
      const { tenantId } = dataOf('ledger/check', event.data);
      const losses = await step.run('find losses', () =>
        ports.db.inTenant(tenantId, (tx) => findLosses(tx, ports.now())),
      );
      const disagreements = await step.run('check the books', () => checkNightly(ports, tenantId));
      return { losses, disagreements };
    },
  );

/** The outside checker over one chain; what does not add up is an incident, until it does. */
export async function checkNightly(
  ports: Pick<JobPorts, 'db' | 'now' | 'logger'>,
  tenantId: string,
): Promise<number> {
  const findings = await ports.db.inTenant(tenantId, (tx) =>
    checkBooks({ sql: (parts, ...values) => tx.$queryRaw(parts, ...values), tenantId }),
  );
  await ports.db.inTenant(tenantId, (tx) => keepFindings(tx, findings, ports.now()));
  if (findings.length > 0) {
    ports.logger.error({ tenantId, findings: findings.slice(0, TOLD_MAX) }, 'books disagree');
  }
  return findings.length;
}

async function keepFindings(
  tx: TenantTx,
  findings: readonly Finding[],
  atMs: number,
): Promise<void> {
  const byInvariant = Map.groupBy(findings, ({ invariant }) => invariant);
  await settleChecker(tx, [...byInvariant.keys()], atMs);
  for (const [invariant, found] of byInvariant) {
    await openIncident(tx, {
      kind: 'checker',
      terminalId: null,
      incarnation: null,
      cause: invariant,
      details: { count: found.length, first: found[0]?.what ?? '' },
      atMs,
    });
  }
}
