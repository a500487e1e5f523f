'use client';

import { ledgerWords } from '@oson/messages/admin';
import { useWords } from '@oson/ui';
import { diffOf } from './body-diff.ts';

/** What a repair changes, field by field: as it came, and as proposed. */
export function DiffTable({ before, after }: { before: string; after: string }) {
  const t = useWords(ledgerWords);
  return (
    <table className="w-full text-13" data-testid="repair-diff">
      <thead>
        <tr className="text-left text-ink-2">
          <th className="py-1 font-550">{t('field')}</th>
          <th className="py-1 font-550">{t('before')}</th>
          <th className="py-1 font-550">{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {diffOf(before, after).map((row) => (
          <tr key={row.path} className="border-t border-line align-top">
            <td className="py-1 pr-2 break-all">{row.path}</td>
            <td className="py-1 pr-2 break-all text-ink-2 line-through">{row.before ?? ''}</td>
            <td className="py-1 break-all font-600">{row.after ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
