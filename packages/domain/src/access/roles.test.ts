import { expect, test } from 'vitest';
import { ACTIONS, type Action, can, outranksOrEquals, type Role } from './roles.ts';

/** The whole table of rights: action, then what cashier, manager and owner may do alone. */
const RIGHTS: [Action, boolean, boolean, boolean][] = [
  ['sell', true, true, true],
  ['shift.open', true, true, true],
  ['shift.close', true, true, true],
  ['line.remove', true, true, true],
  ['cart.clear', true, true, true],
  ['sale.return', true, true, true],
  ['sale.debt', true, true, true],
  ['debt.payment', true, true, true],
  ['cash.in', true, true, true],
  ['cash.out', true, true, true],
  ['receipt.reprint', true, true, true],
  ['customer.create', true, true, true],
  ['sku.draft', true, true, true],
  ['price.change', false, true, true],
  ['sale.return.open', false, true, true],
  ['sale.void', false, true, true],
  ['drawer.open', false, true, true],
  ['debt.overLimit', false, true, true],
  ['practice.start', false, true, true],
  ['stock.count', false, true, true],
  ['device.settings', false, true, true],
  ['catalogue.change', false, true, true],
  ['stock.change', false, true, true],
  ['flag.settle', false, true, true],
  ['report.see', false, true, true],
  ['terminal.enrol', false, true, true],
  ['staff.change', false, true, true],
  ['terminal.revoke', false, false, true],
  ['store.change', false, false, true],
  ['settings.change', false, false, true],
  ['member.invite', false, false, true],
  ['repair.decide', false, false, true],
];
const ROLES: Role[] = ['cashier', 'manager', 'owner'];

test.each(RIGHTS)('%s: cashier %s, manager %s, owner %s', (action, ...wanted) => {
  expect(ROLES.map((role) => can(role, action))).toEqual(wanted);
});

test('no action is missing from the table above', () => {
  expect(RIGHTS.map(([action]) => action).sort()).toEqual([...ACTIONS].sort());
});

test('whoever stands higher may do all that those below may', () => {
  for (const action of ACTIONS) {
    expect(!can('cashier', action) || can('manager', action)).toBe(true);
    expect(!can('manager', action) || can('owner', action)).toBe(true);
    expect(can('owner', action)).toBe(true);
  }
});

test.each([
  ['cashier', 'cashier', true],
  ['cashier', 'manager', false],
  ['cashier', 'owner', false],
  ['manager', 'cashier', true],
  ['manager', 'manager', true],
  ['manager', 'owner', false],
  ['owner', 'cashier', true],
  ['owner', 'manager', true],
  ['owner', 'owner', true],
] as const)('a %s may change a %s: %s', (role, other, wanted) => {
  expect(outranksOrEquals(role, other)).toBe(wanted);
});
