'use client';

import { dashboardWords, flagWords } from '@oson/messages/office';
import { LinkButton, Tag, useFormat, useWords } from '@oson/ui';
import { Card } from '@oson/ui/office';
import { CircleCheck, PackageMinus } from 'lucide-react';
import Link from 'next/link';
import { trpc } from '../../wiring/office-client.tsx';
import { flagTitle } from '../flags/flag-title.ts';
import type { Figures } from './figures.ts';

const SHOWN = 4;

/** The newest things that need a person, each a step away from its answer. */
export function FlagsCard({ lowStock }: { lowStock: Figures['lowStock'] }) {
  const t = useWords(dashboardWords);
  const words = useWords(flagWords);
  const format = useFormat();
  const flags = trpc.flag.list.useQuery({ status: 'open', limit: 100 });
  const rows = flags.data?.rows ?? [];
  return (
    <Card
      pad={false}
      title={
        <>
          {t('needsYou')}
          {rows.length > 0 ? <Tag tone="review">{String(rows.length)}</Tag> : null}
        </>
      }
      action={
        <LinkButton as={Link} href="/office/flags" variant="quiet">
          {t('all')}
        </LinkButton>
      }
    >
      {flags.data && rows.length === 0 ? (
        <p className="flex items-center gap-2.5 px-4 pb-4 text-ink-2">
          <CircleCheck aria-hidden="true" className="text-ok" />
          {t('nothingNeedsYou')}
        </p>
      ) : null}
      <ul>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.id} className="border-t border-line first:border-0">
            <Link href="/office/flags" className="block px-4 py-2.5 no-underline hover:bg-sunken">
              <span className="flex justify-between gap-3">
                <b className="font-600 text-review">{flagTitle(words, row.kind)}</b>
                <span className="n text-ink-2">{format.time(row.createdAt)}</span>
              </span>
              <span className="text-ink-2">
                {[row.itemName, row.storeName].filter(Boolean).join(', ')}
              </span>
            </Link>
          </li>
        ))}
        {lowStock.count > 0 ? (
          <li className="flex items-center gap-2.5 border-t border-line px-4 py-2">
            <PackageMinus aria-hidden="true" className="text-wait" />
            <span className="flex-1">{t('lowStock', { count: lowStock.count })}</span>
            <LinkButton
              as={Link}
              href={`/office/stock?only=low&store=${lowStock.storeId ?? ''}`}
              variant="quiet"
            >
              {t('showStock')}
            </LinkButton>
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
