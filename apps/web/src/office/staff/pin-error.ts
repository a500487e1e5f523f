import type { TranslateOf } from '@oson/messages';
import type { staffWords } from '@oson/messages/admin';
import { refusalOf } from '../../wiring/refusal.ts';

/** Why a PIN is refused, or undefined when the refusal is about something else. */
export function pinError(
  error: unknown,
  role: 'owner' | 'manager' | 'cashier',
  t: TranslateOf<typeof staffWords>,
): string | undefined {
  const { code, details } = refusalOf(error);
  if (!error || code !== 'BAD_PIN') return undefined;
  if (details.why === 'easy') return t('pinEasy');
  return role === 'cashier' ? t('pinCashier') : t('pinManager');
}
