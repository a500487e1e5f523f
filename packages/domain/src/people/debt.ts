import type { Tiyin } from '../units.ts';

export type DebtCheck = { ok: true; after: Tiyin } | { ok: false; after: Tiyin; over: Tiyin };

/**
 * Whether a debt may grow by `amount`, against the last balance known plus own sales since then
 * (less own payments). Over the limit it takes a manager's PIN; the server flags what passed it.
 * Without a limit any debt is allowed.
 */
export function checkDebt(debt: {
  balance: Tiyin;
  ownSince: Tiyin;
  limit: Tiyin | null;
  amount: Tiyin;
}): DebtCheck {
  const after = debt.balance + debt.ownSince + debt.amount;
  const over = debt.limit === null ? 0 : after - debt.limit;
  return over > 0 ? { ok: false, after, over } : { ok: true, after };
}
