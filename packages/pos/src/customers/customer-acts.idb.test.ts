import { expect, test } from 'vitest';
import { openPos } from '../core/pos.ts';
import { seal } from '../journal/seal.ts';
import { aSale, anEnrolledJournal } from '../testing/a-journal.ts';
import { TestServer } from '../testing/a-server.ts';
import { createCustomer, customersByName, matchCustomers, ownDebtSince } from './customer-acts.ts';
import { bodyText } from '../journal/journal-record.ts';

async function aTerminal() {
  const journal = await anEnrolledJournal();
  journal.close();
  const terminalId = journal.name.replace('oson-journal-', '');
  const server = new TestServer();
  const ports = { enrol: {} as never, sync: () => server.ports(), appVersion: 'test' };
  return { open: () => openPos(ports, terminalId) };
}

test('[OP13] a customer’s name and phone travel in an operation of their own', async () => {
  const pos = await (await aTerminal()).open();

  const customer = await createCustomer(pos, 'Aziza opa', '+998901234567');

  const [record] = await pos.journal.operations.toArray();
  expect(record).toMatchObject({ type: 'customer.create', state: 'sealed' });
  expect(JSON.parse(bodyText(record!))).toMatchObject({
    customerId: customer.id,
    name: 'Aziza opa',
    phone: '+998901234567',
  });
});

test('a customer made offline is known at once and after a reload', async () => {
  const terminal = await aTerminal();
  const pos = await terminal.open();
  await createCustomer(pos, 'Aziza opa', null);
  expect(customersByName(pos.catalog.shelf.get()).map(({ name }) => name)).toEqual(['Aziza opa']);
  pos.close();

  const again = await terminal.open();

  expect(customersByName(again.catalog.shelf.get()).map(({ name }) => name)).toEqual(['Aziza opa']);
});

test('customers are found in either script and by a part of the phone', async () => {
  const pos = await (await aTerminal()).open();
  await createCustomer(pos, 'Aziza opa', '+998901234567');
  await createCustomer(pos, 'Шерзод ака', '+998935550011');
  const all = customersByName(pos.catalog.shelf.get());
  const find = (text: string) => matchCustomers(all, text).map(({ name }) => name);

  expect(find('азиза')).toEqual(['Aziza opa']);
  expect(find('sherzod')).toEqual(['Шерзод ака']);
  expect(find('555 00')).toEqual(['Шерзод ака']);
  expect(find('')).toHaveLength(2);
});

test('[CASE13] unsent sales on credit count against the limit', async () => {
  const pos = await (await aTerminal()).open();
  const plain = aSale();
  const onCredit = (amount: number, practice = false) =>
    aSale({
      receipt: practice ? 'practice' : 'live',
      body: (numbers) => ({
        ...plain.body(numbers),
        customerId: 'aziza',
        tenders: [{ tenderTypeId: 'debt', kind: 'debt', amount, currency: 'UZS' }],
      }),
    });
  await seal(pos.journal, pos.clocks, onCredit(470_000));
  await seal(pos.journal, pos.clocks, onCredit(30_000));
  await seal(pos.journal, pos.clocks, onCredit(9_000_000, true));
  await seal(pos.journal, pos.clocks, plain);

  expect(await ownDebtSince(pos, 'aziza')).toBe(500_000);
  expect(await ownDebtSince(pos, 'somebody else')).toBe(0);
});
