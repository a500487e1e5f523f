import { normalisePhone } from '@oson/domain';
import { z } from 'zod';

/** What a person signs in with. */
export type Identifier = { kind: 'email'; email: string } | { kind: 'phone'; phone: string };

/**
 * Accounts without an e-mail get an address under this domain, because the accounts table wants
 * one. `.invalid` is reserved (RFC 2606): no mail can ever leave for it.
 */
const PLACEHOLDER_DOMAIN = 'phone.invalid';
const email = z.email().max(254);

/** Reads an e-mail address or an Uzbek phone number; null when it is neither. */
export function readIdentifier(text: string): Identifier | null {
  const trimmed = text.trim();
  if (trimmed.includes('@')) {
    const address = trimmed.toLowerCase();
    if (!email.safeParse(address).success || isPlaceholder(address)) return null;
    return { kind: 'email', email: address };
  }
  const phone = normalisePhone(trimmed);
  return phone ? { kind: 'phone', phone } : null;
}

export const placeholderFor = (phone: string) => `${phone.slice(1)}@${PLACEHOLDER_DOMAIN}`;
/** Whether an address stands for a phone only. */
export const isPlaceholder = (address: string) => address.endsWith(`@${PLACEHOLDER_DOMAIN}`);

/** The phone behind a placeholder address; null for a real one. */
export function phoneOfPlaceholder(address: string): string | null {
  return isPlaceholder(address) ? `+${address.slice(0, address.indexOf('@'))}` : null;
}
