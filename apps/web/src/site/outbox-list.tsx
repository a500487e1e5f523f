'use client';

import { siteWords } from '@oson/messages/site';
import { Banner, EmptyState, Tag, useFormat, useWords } from '@oson/ui';

export type OutboxRow = {
  id: string;
  at: number;
  channel: string;
  to: string;
  subject: string;
  body: string;
};
const LINK = /(https?:\/\/\S+)/;

/** Messages of the local outbox, newest first; links in them may be followed. */
export function OutboxList({ rows }: { rows: OutboxRow[] }) {
  const t = useWords(siteWords);
  const format = useFormat();
  return (
    <main className="mx-auto grid max-w-[760px] gap-4 p-4 sm:p-8">
      <h1 className="text-24 font-650">{t('outboxTitle')}</h1>
      <Banner tone="info" title={t('outboxText')} />
      {rows.length === 0 ? <EmptyState title={t('outboxEmpty')} /> : null}
      <ol className="grid gap-3">
        {rows.map((row) => (
          <li key={row.id} data-to={row.to} className="rounded-2 border border-line bg-surface p-4">
            <div className="flex flex-wrap items-center gap-2">
              <Tag tone={row.channel === 'mail' ? 'info' : 'plain'} icon={null}>
                {row.channel}
              </Tag>
              <b className="font-600">{row.subject}</b>
              <span className="ml-auto text-13 text-ink-2">{format.dateTime(row.at)}</span>
            </div>
            <div className="n mt-1 text-13 text-ink-2">{row.to}</div>
            <p className="mt-2 break-words whitespace-pre-wrap">
              {row.body.split(LINK).map((part, index) =>
                LINK.test(part) ? (
                  // The parts of one text never change their order.
                  <a key={`${row.id}-${index}`} href={part} className="text-turq underline">
                    {part}
                  </a>
                ) : (
                  part
                ),
              )}
            </p>
          </li>
        ))}
      </ol>
    </main>
  );
}
