import { expect, test } from 'vitest';
import { deriveServerKeys } from '../terminal/index.ts';
import { mintTicket, readTicket, TICKET_VALID_MS } from './ticket.ts';

const key = deriveServerKeys('a secret of tests that is long enough').ticket;
const other = deriveServerKeys('another secret of tests, long enough').ticket;
const holder = { tenantId: 'tenant', userId: 'user', subject: 'import:batch' };
const NOW = 1_764_000_000_000;

test('a ticket says who may look at what, until it expires', () => {
  const { ticket, expiresAt } = mintTicket(key, holder, NOW);
  expect(expiresAt).toBe(NOW + TICKET_VALID_MS);
  expect(readTicket(key, ticket, NOW)).toEqual({ ...holder, expiresAt });
  expect(readTicket(key, ticket, expiresAt - 1)).not.toBeNull();
  expect(readTicket(key, ticket, expiresAt)).toBeNull();
});

test('a ticket of another secret, a changed one and no ticket at all open nothing', () => {
  const { ticket, expiresAt } = mintTicket(key, holder, NOW);
  const [, mac] = ticket.split('.');
  const forged = Buffer.from(JSON.stringify(['foreign', 'user', 'import:batch', expiresAt]));
  const longer = Buffer.from(JSON.stringify(['tenant', 'user', 'import:batch', expiresAt * 2]));
  const wrong = [
    mintTicket(other, holder, NOW).ticket,
    `${forged.toString('base64url')}.${mac}`,
    `${longer.toString('base64url')}.${mac}`,
    `${ticket}x`,
    `${ticket}.${mac}`,
    ticket.slice(0, -1),
    '.',
    '',
    'x'.repeat(5000),
    null,
    undefined,
    7,
  ];
  for (const text of wrong) expect(readTicket(key, text, NOW), String(text)).toBeNull();
});
