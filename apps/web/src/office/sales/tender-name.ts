import type { TranslateOf } from '@oson/messages';
import type { dashboardWords } from '@oson/messages/office';

const KINDS = ['cash', 'card', 'transfer', 'payme', 'click', 'uzum', 'debt', 'credit'] as const;

/** A kind of tender in words; one of a newer server stands as it is. */
export function tenderName(t: TranslateOf<typeof dashboardWords>, kind: string): string {
  const known = KINDS.find((one) => one === kind);
  return known ? t(known) : kind;
}
