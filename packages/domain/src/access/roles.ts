export type Role = 'owner' | 'manager' | 'cashier';

/** What people do at a terminal and in the office; each is allowed to a role and those above it. */
const LOWEST_ROLE = {
  sell: 'cashier',
  'shift.open': 'cashier',
  'shift.close': 'cashier',
  'line.remove': 'cashier',
  'cart.clear': 'cashier',
  'sale.return': 'cashier',
  'sale.debt': 'cashier',
  'debt.payment': 'cashier',
  'cash.in': 'cashier',
  'cash.out': 'cashier',
  'receipt.reprint': 'cashier',
  'customer.create': 'cashier',
  'sku.draft': 'cashier',
  'price.change': 'manager',
  'sale.return.open': 'manager',
  'sale.void': 'manager',
  'drawer.open': 'manager',
  'debt.overLimit': 'manager',
  'practice.start': 'manager',
  'stock.count': 'manager',
  'device.settings': 'manager',
  'catalogue.change': 'manager',
  'stock.change': 'manager',
  'flag.settle': 'manager',
  'report.see': 'manager',
  'terminal.enrol': 'manager',
  'staff.change': 'manager',
  'terminal.revoke': 'owner',
  'store.change': 'owner',
  'settings.change': 'owner',
  'member.invite': 'owner',
  'repair.decide': 'owner',
} as const satisfies Record<string, Role>;

export type Action = keyof typeof LOWEST_ROLE;

export const ACTIONS = Object.keys(LOWEST_ROLE) as Action[];

const RANK: Record<Role, number> = { cashier: 0, manager: 1, owner: 2 };

/** Whether a role may do something by itself; if not, an approver's PIN may allow it. */
export function can(role: Role, action: Action): boolean {
  return RANK[role] >= RANK[LOWEST_ROLE[action]];
}

/** Whether one role may change or approve for another: only from at least the same rank. */
export function outranksOrEquals(role: Role, other: Role): boolean {
  return RANK[role] >= RANK[other];
}
