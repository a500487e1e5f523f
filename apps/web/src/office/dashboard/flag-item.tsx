'use client';

import { keepUnits } from '@oson/messages';
import { dashboardWords, flagWords } from '@oson/messages/office';
import { useFormat, useWords } from '@oson/ui';
import { Flag, PackageX } from 'lucide-react';
import type { ReactNode } from 'react';
import { flagTitle } from '../flags/flag-title.ts';
import type { FlagRow } from '../flags/use-flag-answers.ts';
import { usePlaceName } from '../lists/place-name.ts';

/** One thing that needs a person; the first of them stands out and has its answers under it. */
export function FlagItem(props: { row: FlagRow; isFirst: boolean; children: ReactNode }) {
  const t = useWords(dashboardWords);
  const words = useWords(flagWords);
  const format = useFormat();
  const placeName = usePlaceName();
  const { row, isFirst } = props;
  const onHand =
    row.onHand === null ? '' : t('onHandNow', { onHand: format.quantity(row.onHand, row.unit) });
  const Icon = row.kind === 'oversell' ? PackageX : Flag;
  return (
    <li className={`border-t border-line px-4 py-2.5 ${isFirst ? 'bg-review-soft' : ''}`}>
      <span className="flex items-center justify-between gap-3">
        <b className="flex items-center gap-2 font-600">
          <Icon aria-hidden="true" className="text-review" />
          {flagTitle(words, row.kind)}
        </b>
        <span className="n flex-none">{format.time(row.createdAt)}</span>
      </span>
      <span className={`block pl-[26px] ${isFirst ? '' : 'text-ink-2'}`}>
        {[keepUnits(row.itemName ?? ''), placeName(row.storeName), onHand]
          .filter(Boolean)
          .join(', ')}
      </span>
      {isFirst ? (
        <span className="mt-2 flex flex-wrap gap-2 wide:pl-[26px]">{props.children}</span>
      ) : null}
    </li>
  );
}
