'use client';

import { dashboardWords } from '@oson/messages/office';
import { Button, LinkButton, Tag, useWords } from '@oson/ui';
import { Card } from '@oson/ui/office';
import { CircleCheck, PackageMinus } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { CountDialog } from '../flags/count-dialog.tsx';
import { type FlagRow, useFlagAnswers } from '../flags/use-flag-answers.ts';
import type { Figures } from './figures.ts';
import { FlagItem } from './flag-item.tsx';

const SHOWN = 4;

/** The newest things that need a person; the first with its answers beside it. */
export function FlagsCard(props: { lowStock: Figures['lowStock']; storeId: string }) {
  const t = useWords(dashboardWords);
  const [counting, setCounting] = useState<FlagRow | null>(null);
  const store = props.storeId ? { storeId: props.storeId } : {};
  const input = { status: 'open', limit: 100, ...store } as const;
  const flags = trpc.flag.list.useQuery(input);
  const answers = useFlagAnswers(input);
  const rows = flags.data?.rows ?? [];
  const count = rows.length === 0 ? null : String(rows.length);
  return (
    <Card
      pad={false}
      title={
        <>
          {t('needsYou')}
          {count ? (
            <Tag tone="review" icon={null}>
              {count}
            </Tag>
          ) : null}
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
        {rows.slice(0, SHOWN).map((row, index) => (
          <FlagItem key={row.id} row={row} isFirst={index === 0}>
            {row.kind === 'oversell' ? (
              <Button variant="primary" onClick={() => setCounting(row)}>
                {t('countNow')}
              </Button>
            ) : null}
            <Button onClick={() => answers.accept(row)}>{t('accept')}</Button>
          </FlagItem>
        ))}
        <LowStock {...props.lowStock} />
      </ul>
      {counting ? (
        <CountDialog
          flag={counting}
          onClose={() => setCounting(null)}
          onCounted={(quantity) => answers.correct(counting, quantity)}
        />
      ) : null}
    </Card>
  );
}

function LowStock({ count, storeId }: Figures['lowStock']) {
  const t = useWords(dashboardWords);
  if (count === 0) return null;
  return (
    <li className="flex items-center gap-2 border-t border-line px-4 py-2">
      <PackageMinus aria-hidden="true" className="text-wait" />
      <span className="flex-1">{t('lowStock', { count })}</span>
      <LinkButton as={Link} href={`/office/stock?only=low&store=${storeId ?? ''}`} variant="quiet">
        {t('showStock')}
      </LinkButton>
    </li>
  );
}
