import { prepareDatabase } from '../database.ts';
import { isPortFree, type Ports, portsFrom } from '../environment.ts';
import { prepareClient } from '../prisma-client.ts';
import { runProduct } from '../product.ts';
import type { Session } from '../session.ts';
import { buildWeb } from '../web-build.ts';

/** The whole product in its production build; `--empty` leaves the demo chain out. */
export default async function start(session: Session, args: string[]): Promise<void> {
  await serve(session, args, 'start');
}

/** What start and dev share: everything up to a product that answers, then until Ctrl+C. */
export async function serve(
  session: Session,
  args: string[],
  mode: 'start' | 'dev',
): Promise<void> {
  const began = performance.now();
  const ports = portsFrom(process.env);
  await takeCheckout(session, ports);
  await prepareClient(session);
  const database = await prepareDatabase(session, ports.postgres);
  const withDemo = !args.includes('--empty');
  // Only now: it needs the database client, which a fresh checkout has just generated.
  const { demoData, printDemoLogins } = await import('../demo.ts');
  if (mode === 'start') await buildWeb(session);
  if (withDemo) await demoData(database);
  const product = await runProduct(session, ports, database, mode);
  printAddresses(product.env);
  if (withDemo) printDemoLogins();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`\nready in ${seconds} s; Ctrl+C stops everything`);
  await product.untilEnd;
}

async function takeCheckout(session: Session, ports: Ports): Promise<void> {
  if (!(await session.own())) {
    console.error('already running from this checkout: stop it first, or use its addresses');
    await session.stop(1);
  }
  for (const [name, port] of Object.entries({ web: ports.web, worker: ports.worker })) {
    if (await isPortFree(port)) continue;
    console.error(`port ${port} (${name}) is taken: end what uses it, or set PORT_BASE`);
    await session.stop(1);
  }
}

function printAddresses(env: NodeJS.ProcessEnv): void {
  const rows = [
    ['what it is', `${env.OFFICE_ORIGIN}/`],
    ['sign up', `${env.OFFICE_ORIGIN}/sign-up`],
    ['sign in', `${env.OFFICE_ORIGIN}/sign-in`],
    ["cashier's app", `${env.POS_ORIGIN}/pos`],
    ['back office', `${env.OFFICE_ORIGIN}/office`],
    ['support console', `${env.CONSOLE_ORIGIN}/console`],
    ['mails and messages', `${env.OFFICE_ORIGIN}/dev/outbox`],
    ['worker', `${env.WORKER_ORIGIN}/health/ready`],
  ];
  console.log('');
  for (const [name, address] of rows) console.log(`${(name ?? '').padEnd(20)}${address}`);
}
