'use client';

import { auditWords } from '@oson/messages/admin';
import { useWords } from '@oson/ui';

type Key = keyof (typeof auditWords)['uz-Latn'];
const isKey = (action: string): action is Key =>
  action.includes('.') && Object.hasOwn(auditWords['uz-Latn'], action);

/** The words for an action of the log; one that this version does not know is shown as it is. */
export function useActionName(): (action: string) => string {
  const t = useWords(auditWords);
  return (action) => (isKey(action) ? t(action) : action);
}
