import { expressionFault } from './expressions.ts';
import { type ConcurrencyLimit, type FunctionConfig, limitOf } from './protocol.ts';

/** Options of a function that the embedded engine does not speak: named, never ignored. */
const UNSUPPORTED = [
  'batchEvents',
  'timeouts',
  'debounce',
  'rateLimit',
  'throttle',
  'priority',
  'idempotency',
  'singleton',
  'cancel',
] as const;

/** What of these functions the engine cannot do, one line each; empty when all can run. */
export function unsupportedIn(functions: FunctionConfig[]): string[] {
  return functions.flatMap((config) => faultsOf(config).map((fault) => `${config.id}: ${fault}`));
}

function faultsOf(config: FunctionConfig): string[] {
  const given = config as unknown as Record<string, unknown>;
  const faults: string[] = UNSUPPORTED.filter((option) => given[option] !== undefined);
  faults.push(...limitFaults(config));
  for (const trigger of config.triggers) {
    if (trigger.jitter) faults.push('cron jitter');
    if (trigger.cron && !isFiveFieldCron(trigger.cron)) faults.push(`cron "${trigger.cron}"`);
    if (trigger.event?.includes('*')) faults.push(`trigger pattern "${trigger.event}"`);
    const fault = trigger.expression ? expressionFault(trigger.expression) : null;
    if (fault) faults.push(`expression "${trigger.expression}" (${fault})`);
  }
  return faults;
}

function limitFaults(config: FunctionConfig): string[] {
  const faults: string[] = [];
  if (Array.isArray(config.concurrency) && config.concurrency.length > 1) {
    faults.push('more than one concurrency limit');
  }
  const limit: ConcurrencyLimit | null = limitOf(config);
  if (limit?.scope && limit.scope !== 'fn') faults.push(`concurrency scope ${limit.scope}`);
  const fault = limit?.key ? expressionFault(limit.key) : null;
  if (fault) faults.push(`concurrency key "${limit?.key}" (${fault})`);
  return faults;
}

/** "TZ=Asia/Tashkent 0 21 * * *" as its zone and its five fields. */
export function readCron(text: string): { zone: string; fields: string } {
  const zoned = /^TZ=(\S+)\s+(.*)$/.exec(text);
  return { zone: zoned?.[1] ?? 'UTC', fields: zoned?.[2] ?? text };
}

const isFiveFieldCron = (text: string) => readCron(text).fields.trim().split(/\s+/).length === 5;
