'use client';

import { dashboardWords, saleWords } from '@oson/messages/office';
import { MoneyText, useFormat, useWords } from '@oson/ui';
import type { ReactNode } from 'react';
import { tenderName } from '../sales/tender-name.ts';
import type { ShiftDetail } from './shift-types.ts';

type Z = NonNullable<ShiftDetail['z']>;
const SALES = ['gross', 'discount', 'tax', 'refunds'] as const;
const DRAWER = ['cashIn', 'cashOut', 'expectedCash'] as const;
type Sum = (typeof SALES | typeof DRAWER)[number];
/** Shown even when zero. */
const ALWAYS = new Set<string>(['gross', 'tax', 'expectedCash']);

/** The terminal's own closing figures; beside them the server's, where the two differ. */
export function ZTable(props: { z: Z; server: Z | null; differs: readonly string[] }) {
  const t = useWords(saleWords);
  const tenders = useWords(dashboardWords);
  const format = useFormat();
  const { z, server, differs } = props;
  const words = {
    gross: t('sum'),
    discount: t('discount'),
    tax: t('tax'),
    refunds: t('refunds'),
    cashIn: t('moveIn'),
    cashOut: t('moveOut'),
    expectedCash: t('expected'),
  };
  const isTelling = (name: Sum) => ALWAYS.has(name) || z[name] !== 0 || differs.includes(name);
  const row = (name: string, term: string, show: (figures: Z) => ReactNode) => (
    <tr key={name} className="border-t border-line first:border-0">
      <th className="py-2 pr-2 text-left font-400 text-ink-2">{term}</th>
      <td className="n py-2 text-right font-550">{show(z)}</td>
      {server && differs.length > 0 ? (
        <td className={`n py-2 pl-4 text-right ${differs.includes(name) ? 'text-review' : ''}`}>
          {show(server)}
        </td>
      ) : null}
    </tr>
  );
  const sum = (name: Sum) =>
    row(name, words[name], (figures) => <MoneyText tiyin={figures[name]} />);
  const kinds = new Set([...Object.keys(z.tenders), ...Object.keys(server?.tenders ?? {})]);
  return (
    <table className="w-full">
      {server && differs.length > 0 ? (
        <thead>
          <tr className="text-right text-13 text-ink-2">
            <td />
            <th className="py-1.5 font-400">{t('terminal')}</th>
            <th className="py-1.5 pl-4 font-400">{t('server')}</th>
          </tr>
        </thead>
      ) : null}
      <tbody>
        {row('saleCount', t('receipts'), (figures) => format.number(figures.saleCount))}
        {SALES.filter(isTelling).map(sum)}
        {[...kinds].map((kind) =>
          row(`tenders.${kind}`, tenderName(tenders, kind), (figures) => (
            <MoneyText tiyin={figures.tenders[kind] ?? 0} />
          )),
        )}
        {DRAWER.filter(isTelling).map(sum)}
      </tbody>
    </table>
  );
}
