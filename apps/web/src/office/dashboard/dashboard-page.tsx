'use client';

import { officeShellWords, dashboardWords } from '@oson/messages/office';
import { ErrorState, Button, MoneyText, Spinner, useFormat, useLocale, useWords } from '@oson/ui';
import { Card, PageHead, StatCard } from '@oson/ui/office';
import { TrendingDown, TrendingUp } from 'lucide-react';
import dynamic from 'next/dynamic';
import { trpc } from '../../wiring/office-client.tsx';
import { refusalOf, refusalText } from '../../wiring/refusal.ts';
import { StoreSelect } from '../lists/store-select.tsx';
import { useUrlFilter } from '../lists/use-url-filter.ts';
import { FlagsCard } from './flags-card.tsx';
import { ReceivedStrip } from './received-strip.tsx';
import { TendersCard, TopItemsCard } from './sum-cards.tsx';
import type { Figures } from './figures.ts';

const KEYS = ['store'] as const;
const REFRESH_MS = 30_000;
// The chart library is heavy: the figures do not wait for it.
const HourChart = dynamic(() => import('./hour-chart.tsx').then((chart) => chart.HourChart), {
  ssr: false,
  loading: () => <div className="h-[210px]" />,
});

/** What an owner looks at first: is everything in, how does the day go, what needs a person. */
export function DashboardPage() {
  const t = useWords(dashboardWords);
  const shell = useWords(officeShellWords);
  const { locale } = useLocale();
  const format = useFormat();
  const { filter, setFilter } = useUrlFilter(KEYS);
  const input = filter.store ? { storeId: filter.store } : {};
  const query = trpc.report.dashboard.useQuery(input, {
    refetchInterval: REFRESH_MS,
    placeholderData: (before) => before,
  });
  if (!query.data) {
    if (!query.error) return <Spinner label={shell('loading')} />;
    return (
      <ErrorState
        title={shell('failed')}
        text={refusalText(query.error, locale)}
        code={refusalOf(query.error).requestId}
        action={<Button onClick={() => void query.refetch()}>{shell('again')}</Button>}
      />
    );
  }
  const figures: Figures = query.data;
  return (
    <>
      <PageHead
        title={t('title', { day: format.date(figures.date, 'weekday') })}
        actions={
          <StoreSelect all value={filter.store} onChange={(store) => setFilter({ store })} />
        }
      />
      <div className="grid gap-3">
        <ReceivedStrip received={figures.received} at={query.dataUpdatedAt} />
        <div className="grid gap-3 lg:grid-cols-[1.62fr_1fr] lg:items-start">
          <div className="grid gap-3">
            <DaySummary figures={figures} />
            <TopItemsCard items={figures.topItems} />
          </div>
          <div className="grid gap-3">
            <FlagsCard lowStock={figures.lowStock} storeId={filter.store} />
            <TendersCard tenders={figures.tenders} />
          </div>
        </div>
      </div>
    </>
  );
}

function DaySummary({ figures }: { figures: Figures }) {
  const t = useWords(dashboardWords);
  const format = useFormat();
  const { today, comparedSoFar } = figures;
  const day = format.date(figures.comparedDate, 'weekday');
  const change = ratioBp(today.gross, comparedSoFar.gross);
  return (
    <Card>
      <div className="grid gap-4 wide:grid-cols-[1.3fr_1fr]">
        <StatCard
          bare
          big
          label={t('sales')}
          value={<MoneyText tiyin={today.gross} unit big />}
          {...(change === null
            ? {}
            : {
                delta: {
                  text: `${change > 0 ? '+' : ''}${format.percent(change)}`,
                  tone: change >= 0 ? ('ok' as const) : ('review' as const),
                  icon: change >= 0 ? <TrendingUp /> : <TrendingDown />,
                },
              })}
          note={
            comparedSoFar.gross > 0
              ? t('sameTime', { day, sum: format.money(comparedSoFar.gross) })
              : t('nothingToCompare', { day })
          }
        />
        <SmallFigures figures={figures} />
      </div>
      <HourChart figures={figures} />
    </Card>
  );
}

function SmallFigures({ figures }: { figures: Figures }) {
  const t = useWords(dashboardWords);
  const format = useFormat();
  const { today, comparedSoFar, profit } = figures;
  const average = (day: { saleCount: number; gross: number }) =>
    day.saleCount > 0 ? wholeSom(day.gross / day.saleCount) : 0;
  const receipts = today.saleCount - comparedSoFar.saleCount;
  const averageChange = ratioBp(average(today), average(comparedSoFar));
  const debt = figures.tenders.find(({ kind }) => kind === 'debt')?.amount ?? 0;
  const plain = (text: string) => ({ delta: { text, tone: 'plain' as const } });
  const money = (label: string, tiyin: number, note = {}) => (
    <StatCard bare label={label} value={<MoneyText tiyin={tiyin} />} {...note} />
  );
  return (
    <div className="grid grid-cols-2 content-start gap-4 sm:max-wide:grid-cols-4">
      <StatCard
        bare
        label={t('receipts')}
        value={format.number(today.saleCount)}
        {...(comparedSoFar.saleCount > 0 && receipts !== 0
          ? plain(`${receipts > 0 ? '+' : ''}${format.number(receipts)}`)
          : {})}
      />
      {money(
        t('average'),
        average(today),
        averageChange === null || today.saleCount === 0
          ? {}
          : plain(`${averageChange > 0 ? '+' : ''}${format.percent(averageChange)}`),
      )}
      {money(
        t('profit'),
        wholeSom(profit.profit),
        profit.on > 0
          ? plain(format.percent(Math.round((profit.profit / profit.on) * 1000) * 10))
          : {},
      )}
      {money(t('onCredit'), debt)}
      {today.discount > 0 ? money(t('discounts'), today.discount) : null}
      {today.refunds > 0 ? money(t('returns'), today.refunds) : null}
    </div>
  );
}

/** An average or a profit to the tiyin says nothing more. */
const wholeSom = (tiyin: number) => Math.round(tiyin / 100) * 100;

/** Change against before in basis points; null when there is nothing to compare with. */
const ratioBp = (now: number, before: number) =>
  before > 0 ? Math.round(((now - before) / before) * 1000) * 10 : null;
