import { NBSP } from './number.ts';

/** "+998901234567" -> "+998 90 123 45 67"; any other text is returned as it is. */
export function formatPhone(phone: string): string {
  const parts = /^\+998(\d{2})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  return parts ? ['+998', ...parts.slice(1)].join(NBSP) : phone;
}
