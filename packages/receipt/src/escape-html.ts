/**
 * Control characters, and marks that turn the reading direction: a goods' name with one of them
 * could make the price beside it read backwards.
 */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const NAMES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as HTML text or attribute value. */
export function escapeHtml(text: string): string {
  return text.replace(INVISIBLE, ' ').replace(/[&<>"']/gu, (sign) => NAMES[sign] as string);
}
