import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a ticket lets its bearer look at: one subject of one chain, named by the web app. */
export type Ticket = {
  tenantId: string;
  userId: string;
  /** `import:<batch>`; a ticket opens nothing else. */
  subject: string;
  /** Server time, ms. */
  expiresAt: number;
};

/**
 * How long a ticket opens a door, and how long what it opened may stay open: who loses the role, or
 * is locked out, sees nothing more after this (S20).
 */
export const TICKET_VALID_MS = 60_000;
const TEXT_MAX = 1000;

/**
 * A ticket of the web app for the worker, which believes no cookie. The server
 * keeps none: the text carries what it says and a MAC over it.
 */
export function mintTicket(
  key: Uint8Array,
  holder: Omit<Ticket, 'expiresAt'>,
  nowMs: number,
): { ticket: string; expiresAt: number } {
  const { tenantId, userId, subject } = holder;
  const expiresAt = nowMs + TICKET_VALID_MS;
  const said = Buffer.from(JSON.stringify([tenantId, userId, subject, expiresAt]));
  return { ticket: `${said.toString('base64url')}.${macOf(key, said)}`, expiresAt };
}

/** What a ticket says; null when it is none, is not of this server, or has expired. */
export function readTicket(key: Uint8Array, text: unknown, nowMs: number): Ticket | null {
  if (typeof text !== 'string' || text.length > TEXT_MAX) return null;
  const [head = '', mac = '', ...rest] = text.split('.');
  const said = Buffer.from(head, 'base64url');
  const [given, wanted] = [Buffer.from(mac), Buffer.from(macOf(key, said))];
  if (rest.length > 0 || given.length !== wanted.length) return null;
  if (!timingSafeEqual(given, wanted)) return null;
  // The MAC is ours, so this is what `mintTicket` wrote.
  const parts = JSON.parse(said.toString()) as [string, string, string, number];
  const [tenantId, userId, subject, expiresAt] = parts;
  return nowMs < expiresAt ? { tenantId, userId, subject, expiresAt } : null;
}

const macOf = (key: Uint8Array, said: Uint8Array) =>
  createHmac('sha256', key).update(said).digest('base64url');
