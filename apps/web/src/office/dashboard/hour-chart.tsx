'use client';

import { dashboardWords } from '@oson/messages/office';
import { useFormat, useWords } from '@oson/ui';
import {
  Bar,
  CartesianGrid,
  Cell,
  ComposedChart,
  ResponsiveContainer,
  Scatter,
  XAxis,
  YAxis,
} from 'recharts';
import { axisTicks } from './axis-ticks.ts';
import type { Figures } from './figures.ts';

const HEIGHT = 210;
const DASH_WIDTH = 26;
const THOUSAND = { key: 'thousand', tiyin: 100_000 } as const;
const MILLION = { key: 'million', tiyin: 100_000_000 } as const;
const TICK = { fill: 'var(--ink-2)', fontSize: 13 };

/** Sales of each hour as bars, the same weekday a week before as dashes above them. */
export function HourChart({ figures }: { figures: Figures }) {
  const t = useWords(dashboardWords);
  const format = useFormat();
  const unit = unitOf(figures);
  const rows = hoursOf(figures, unit.tiyin);
  if (rows.length === 0) return null;
  const ticks = axisTicks(Math.max(...rows.flatMap((row) => [row.now ?? 0, row.before ?? 0])));
  const today = t('today', { unit: t(unit.key) });
  const day = format.date(figures.comparedDate, 'weekday');
  return (
    <figure className="relative mt-4">
      <figcaption className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-13 text-ink-2">
        <span className="flex items-center gap-2">
          <i aria-hidden="true" className="size-3 rounded-[3px] bg-turq" />
          {today}
        </span>
        <span className="flex items-center gap-2">
          <i aria-hidden="true" className="size-3 rounded-[3px] bg-cobalt" />
          {t('currentHour')}
        </span>
        <span className="flex items-center gap-2">
          <i aria-hidden="true" className="h-[3px] w-4 bg-ink" />
          {t('before', { day })}
        </span>
      </figcaption>
      <div aria-hidden="true" style={{ height: HEIGHT }}>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <ComposedChart
            accessibilityLayer={false}
            data={rows}
            margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="label" tick={TICK} tickLine={false} axisLine={false} minTickGap={12} />
            <YAxis
              width={46}
              ticks={ticks}
              domain={[0, ticks.at(-1) ?? 1]}
              tick={TICK}
              tickLine={false}
              axisLine={false}
              tickFormatter={(value: number) => format.number(value)}
            />
            <Bar dataKey="now" radius={[4, 4, 0, 0]} isAnimationActive={false}>
              {rows.map((row) => (
                <Cell
                  key={row.hour}
                  fill={row.hour === figures.hour ? 'var(--cobalt)' : 'var(--turq)'}
                />
              ))}
            </Bar>
            <Scatter dataKey="before" shape={<Dash />} isAnimationActive={false} />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      {/* A table is as wide as its cells, whatever it is told: the box around it hides it. */}
      <div className="sr-only">
        <table>
          <caption>{t('byHour')}</caption>
          <thead>
            <tr>
              <th>{t('hour')}</th>
              <th>{today}</th>
              <th>{t('before', { day })}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.hour}>
                <td>{row.label}</td>
                <td>{format.number(row.now ?? 0)}</td>
                <td>{format.number(row.before ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function Dash(props: { cx?: number; cy?: number; payload?: Row }) {
  const { cx = 0, cy = 0, payload } = props;
  // An hour without a sale would be drawn at the top of the chart.
  if (payload?.before === null) return null;
  return (
    <rect x={cx - DASH_WIDTH / 2} y={cy - 1.5} width={DASH_WIDTH} height={3} fill="var(--ink)" />
  );
}

type Row = { hour: number; label: string; now: number | null; before: number | null };

/** Millions once the best hour brought two of them. */
function unitOf({ hours, comparedHours }: Figures) {
  const best = Math.max(0, ...[...hours, ...comparedHours].map((row) => row.gross));
  return best >= 2 * MILLION.tiyin ? MILLION : THOUSAND;
}

/** One row for each hour from the first sale of either day to the last. */
function hoursOf({ hours, comparedHours }: Figures, unit: number): Row[] {
  const all = [...hours, ...comparedHours].map((row) => row.hour);
  if (all.length === 0) return [];
  const first = Math.min(...all);
  const last = Math.max(...all);
  const valueOf = (list: Figures['hours'], hour: number) => {
    const found = list.find((row) => row.hour === hour);
    return found ? Math.round((found.gross * 100) / unit) / 100 : null;
  };
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const hour = first + index;
    const now = valueOf(hours, hour);
    return { hour, label: `${hour}:00`, now, before: valueOf(comparedHours, hour) };
  });
}
