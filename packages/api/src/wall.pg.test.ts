import { type Identity, identityOver, joinTenant, makeAccount } from '@oson/auth';
import { aBrowser, LOCAL_ENV } from '@oson/auth/testing';
import { type ATenant, aTenant, type TestDatabase, testDatabase } from '@oson/testing';
import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { appRouter } from './root.ts';
import type { ApiContext, OfficeRole } from './trpc/context.ts';
import { createCallerFactory, type ProcedureMeta } from './trpc/trpc.ts';
import { attackInput } from './wall-inputs.ts';
import { accessOf, aVictim, type Victim } from './wall-victim.ts';

/**
 * S7: every procedure against everybody who must not use it, made from the router itself. A new
 * procedure is attacked as soon as it exists; one that is open to all must be named here.
 */
const OPEN_TO_ALL = [
  'account.lookAtInvitation',
  'account.me',
  'enrol.begin',
  'enrol.finish',
  'enrol.look',
  'enrol.poll',
  'enrol.redeem',
  'tenant.sampleCounts',
  'tenant.sampleGoods',
];
/** A revoked terminal may say what it holds and hand over what it owes, nothing else. */
const OPEN_TO_REVOKED = ['sync.hello', 'sync.push', 'sync.report'];

type Procedure = {
  _def: { type: 'query' | 'mutation' | 'subscription'; meta?: ProcedureMeta; inputs: z.ZodType[] };
};
const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, Procedure>,
);
const ruleOf = (procedure: Procedure) => procedure._def.meta?.rule;
const guarded = procedures.filter(([path]) => !OPEN_TO_ALL.includes(path));

let base: TestDatabase;
let identity: Identity;
let victim: Victim;
let stranger: ATenant;
let browser: ReturnType<typeof aBrowser>;
let session: { userId: string; sessionId: string };
let attempts = 0;

const password = 'tulpor-qanoti-42';

beforeAll(async () => {
  base = await testDatabase();
  identity = identityOver(base.db, LOCAL_ENV);
  victim = await aVictim(base.db);
  stranger = await aTenant(base.db, { name: 'Begona' });
  const account = { name: 'Begona', email: 'begona@chain.uz', password, proven: true };
  const { userId } = await makeAccount(base.db, account);
  const { tenantId } = stranger;
  await joinTenant(base.db, { userId, tenantId, chainName: 'Begona', role: 'owner' });
  browser = aBrowser(identity);
  await browser.post('sign-in', { identifier: 'begona@chain.uz', password });
  const { user } = await identity.resolveOfficeUser(browser.headers());
  session = { userId, sessionId: user?.sessionId ?? '' };
});
afterAll(() => base.close());

function context(over: Partial<ApiContext>): ApiContext {
  return {
    db: base.db,
    ports: {
      now: Date.now,
      nudgeJobs: () => undefined,
      nextNonce: () => 'nonce',
      enrolment: identity.enrolment,
      restoreWindowDays: 35,
      accounts: identity.accountsFor(browser.headers()),
    },
    requestId: 'request',
    ip: '127.0.0.1',
    user: null,
    office: null,
    terminal: null,
    terminalRefusal: null,
    ticket: null,
    ...over,
  };
}
const person = (over: Partial<NonNullable<ApiContext['user']>> = {}) => ({
  ...session,
  name: 'Begona',
  email: 'begona@chain.uz',
  locale: 'uz-Latn',
  isSupport: false,
  secondFactor: false,
  ...over,
});
const officeOf = (chain: ATenant, role: OfficeRole): NonNullable<ApiContext['office']> => ({
  tenantId: chain.tenantId,
  role,
  tenantStatus: 'active',
});

/** What the worker's own credentials are missed with; people's are told apart by the session. */
const withoutCredential = (rule: ProcedureMeta['rule'] | undefined) =>
  rule === 'terminal' ? 'TERMINAL_UNKNOWN' : rule === 'ticket' ? 'NOT_SIGNED_IN' : null;

/** A ticket of one's own chain that names the import of another. */
const ticketOf = (chain: ATenant): NonNullable<ApiContext['ticket']> => ({
  tenantId: chain.tenantId,
  userId: session.userId,
  subject: `import:${victim.loot.ids.batchId}`,
  expiresAt: Date.now() + 60_000,
});

type Act = (input: unknown) => Promise<unknown>;
const createCaller = createCallerFactory(appRouter);

async function call(path: string, ctx: ApiContext, input?: unknown): Promise<unknown> {
  attempts += 1;
  const caller = createCaller(ctx) as unknown as Record<string, unknown>;
  const act = path.split('.').reduce<unknown>((at, name) => {
    return (at as Record<string, unknown>)[name];
  }, caller) as Act;
  return firstOf(await act(input));
}

/** Of a subscription the first event; any other answer as it is. */
async function firstOf(answer: unknown): Promise<unknown> {
  const events = answer as AsyncIterable<unknown> | null;
  if (typeof events !== 'object' || !events || !(Symbol.asyncIterator in events)) return answer;
  for await (const event of events) return event;
  return null;
}

async function refusalOf(path: string, ctx: ApiContext, input?: unknown): Promise<string> {
  try {
    await call(path, ctx, input);
    return 'let in';
  } catch (error) {
    return error instanceof TRPCError ? error.message : `broke: ${String(error)}`;
  }
}

test('[S7] a procedure without a rule does not exist: what is open to all is named one by one', () => {
  const open = procedures.filter(([, procedure]) => ruleOf(procedure) === 'public');
  expect(open.map(([path]) => path).sort()).toEqual(OPEN_TO_ALL);
  expect(procedures.filter(([, procedure]) => !ruleOf(procedure))).toEqual([]);
});

test('[S7] nobody gets in without a session, nor a terminal’s signature into the office', async () => {
  const asTerminal = context({ terminal: accessOf(stranger, 'live') });
  for (const [path, procedure] of guarded) {
    const wanted = withoutCredential(ruleOf(procedure)) ?? 'NOT_SIGNED_IN';
    expect(await refusalOf(path, context({})), path).toBe(wanted);
    if (wanted === 'NOT_SIGNED_IN') expect(await refusalOf(path, asTerminal), path).toBe(wanted);
  }
});

test('[S7] a lower role does not get in', async () => {
  const visitor = context({ user: person() });
  const manager = context({ user: person(), office: officeOf(stranger, 'manager') });
  const owner = context({ user: person(), office: officeOf(stranger, 'owner') });
  const support = context({ user: person({ isSupport: true }) });
  const lower = {
    terminal: [owner, context({ user: person({ isSupport: true, secondFactor: true }) })],
    manager: [visitor, support],
    owner: [visitor, manager, support],
    console: [visitor, owner],
    user: [],
    ticket: [owner, support],
    public: [],
  };
  for (const [path, procedure] of guarded) {
    const rule = ruleOf(procedure) ?? 'public';
    for (const ctx of lower[rule]) {
      const wanted = withoutCredential(rule) ?? 'NOT_ALLOWED';
      expect(await refusalOf(path, ctx), path).toBe(wanted);
    }
    if (rule === 'console') {
      expect(await refusalOf(path, support), path).toBe('SECOND_FACTOR_NEEDED');
    }
  }
});

test('[S7] a revoked terminal says what it holds and hands over what it owes, nothing else', async () => {
  const revoked = context({ terminal: accessOf(stranger, 'revoked') });
  const terminals = guarded.filter(([, procedure]) => ruleOf(procedure) === 'terminal');
  const open = terminals.filter(([, { _def }]) => _def.meta?.keptOutToo).map(([path]) => path);
  expect(open.sort()).toEqual(OPEN_TO_REVOKED);
  for (const [path] of guarded) {
    if (OPEN_TO_REVOKED.includes(path)) continue;
    const isTerminal = terminals.some(([each]) => each === path);
    const wanted = isTerminal ? 'TERMINAL_REVOKED' : 'NOT_SIGNED_IN';
    expect(await refusalOf(path, revoked), path).toBe(wanted);
  }
});

test('[S7] a suspended chain’s office reads and changes nothing', async () => {
  const office = { ...officeOf(stranger, 'owner'), tenantStatus: 'suspended' as const };
  const ctx = context({ user: person(), office });
  for (const [path, { _def }] of guarded) {
    const isOffice = _def.meta?.rule === 'manager' || _def.meta?.rule === 'owner';
    if (!isOffice || _def.type !== 'mutation' || _def.meta?.suspendedToo) continue;
    expect(await refusalOf(path, ctx), path).toBe('TENANT_SUSPENDED');
  }
});

test('[S7] an owner or terminal of another chain reads nothing and changes nothing of this one', async () => {
  const before = await fingerprintOf(victim.chain.tenantId);
  const unfit: string[] = [];
  const leaks: string[] = [];
  for (const [path, procedure] of guarded) {
    const rule = ruleOf(procedure);
    // Support may look at every chain: its own tests say with what reason.
    if (rule === 'console') continue;
    const ctx =
      rule === 'terminal'
        ? context({ terminal: accessOf(stranger, 'live') })
        : context({
            user: person(),
            office: officeOf(stranger, 'owner'),
            ticket: ticketOf(stranger),
          });
    const schema = procedure._def.inputs[0];
    const input = schema && attackInput(schema, path, victim.loot);
    const fit = schema?.safeParse(input);
    if (fit && !fit.success) unfit.push(`${path}: ${fit.error.message}`);
    const answer = await call(path, ctx, input).catch((error: unknown) => {
      const code = error instanceof TRPCError ? error.message : String(error);
      return { refused: code };
    });
    const text = JSON.stringify(answer) ?? '';
    if (text.includes('UNEXPECTED') || text.includes(victim.loot.canary)) {
      leaks.push(`${path}: ${text.slice(0, 300)}`);
    }
  }
  // An input that its schema refuses would prove nothing about the wall.
  expect(unfit).toEqual([]);
  expect(leaks).toEqual([]);
  expect(await fingerprintOf(victim.chain.tenantId)).toEqual(before);
  console.log(`wall: ${procedures.length} procedures, ${attempts} attempts, all refused`);
});

test('[S7] the chain’s own owner is let in, so that the refusals above mean something', async () => {
  const before = await fingerprintOf(victim.chain.tenantId);
  const own = context({
    user: person({ userId: victim.chain.ownerUserId }),
    office: officeOf(victim.chain, 'owner'),
  });
  const stores = await call('store.list', own, {});
  expect(JSON.stringify(stores)).toContain(victim.loot.canary);
  const { storeId } = victim.chain;
  await call('staff.add', own, { name: 'Yangi', role: 'cashier', storeIds: [storeId] });
  const after = await fingerprintOf(victim.chain.tenantId);
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  expect(changed).toEqual(expect.arrayContaining(['staff', 'staff_store', 'audit_entry']));
});

/** Every table's rows of a tenant as one digest a table, read with the support role. */
async function fingerprintOf(tenantId: string): Promise<Record<string, string>> {
  const read = { userId: session.userId, reason: 'fingerprint', action: 'support.test' };
  const rows = await base.db.asSupport(
    read,
    (tx) => tx.$queryRaw<{ name: string; digest: string }[]>`
      select c.table_name as name, md5(query_to_xml(
        format('select t::text from %I t where tenant_id = %L order by 1', c.table_name, ${tenantId}::text),
        false, false, '')::text) as digest
      from information_schema.columns c
      join information_schema.tables b using (table_schema, table_name)
      where c.table_schema = 'public' and c.column_name = 'tenant_id' and b.table_type = 'BASE TABLE'
      order by 1`,
  );
  expect(rows.length).toBeGreaterThan(30);
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
