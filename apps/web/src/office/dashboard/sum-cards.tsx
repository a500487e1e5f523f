'use client';

import { dashboardWords } from '@oson/messages/office';
import { EmptyState, MoneyText, useFormat, useWords } from '@oson/ui';
import { Card } from '@oson/ui/office';
import type { Figures } from './figures.ts';

/** What brought most today. */
export function TopItemsCard({ items }: { items: Figures['topItems'] }) {
  const t = useWords(dashboardWords);
  const format = useFormat();
  return (
    <Card title={t('topItems')} pad={false}>
      {items.length === 0 ? (
        <EmptyState title={t('noSales')} text={t('noSalesText')} />
      ) : (
        <table className="w-full">
          <thead className="sr-only">
            <tr>
              <th>{t('item')}</th>
              <th>{t('quantity')}</th>
              <th>{t('sum')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.skuId} className="border-t border-line first:border-0">
                <td className="px-4 py-2.5">{item.name}</td>
                <td className="n px-2 py-2.5 text-right text-ink-2">
                  {format.quantity(item.quantity, item.unit)}
                </td>
                <td className="n px-4 py-2.5 text-right font-600">
                  <MoneyText tiyin={item.gross} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

const GLAZE: Record<string, string> = {
  cash: 'bg-turq',
  card: 'bg-cobalt',
  debt: 'bg-wait-edge',
};
const KINDS = ['cash', 'card', 'transfer', 'payme', 'click', 'uzum', 'debt', 'credit'] as const;

/** How the day was paid, as shares of one bar. */
export function TendersCard({ tenders }: { tenders: Figures['tenders'] }) {
  const t = useWords(dashboardWords);
  const format = useFormat();
  const total = tenders.reduce((sum, tender) => sum + Math.max(0, tender.amount), 0);
  if (total === 0) return null;
  const nameOf = (kind: string) => {
    const known = KINDS.find((one) => one === kind);
    return known ? t(known) : kind;
  };
  return (
    <Card title={t('tenders')} pad={false}>
      <div aria-hidden="true" className="mx-4 my-2 flex h-3 gap-0.5 overflow-hidden rounded-1">
        {tenders.map(({ kind, amount }) => (
          <i
            key={kind}
            className={GLAZE[kind] ?? 'bg-info'}
            style={{ width: `${(Math.max(0, amount) / total) * 100}%` }}
          />
        ))}
      </div>
      <table className="w-full">
        <tbody>
          {tenders.map(({ kind, amount }) => (
            <tr key={kind} className="border-t border-line first:border-0">
              <td className="px-4 py-2.5">
                <i
                  aria-hidden="true"
                  className={`mr-2.5 inline-block size-3 rounded-[3px] ${GLAZE[kind] ?? 'bg-info'}`}
                />
                {nameOf(kind)}
              </td>
              <td className="n px-2 py-2.5 text-right text-ink-2">
                {format.percent(Math.round((Math.max(0, amount) / total) * 100) * 100)}
              </td>
              <td className="n px-4 py-2.5 text-right font-600">
                <MoneyText tiyin={amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
