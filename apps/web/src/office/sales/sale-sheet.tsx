'use client';

import { flagWords, saleWords } from '@oson/messages/office';
import { MoneyText, Sheet, Spinner, Tag, useFormat, useWords } from '@oson/ui';
import { DetailList } from '@oson/ui/office';
import { trpc } from '../../wiring/office-client.tsx';
import { flagTitle } from '../flags/flag-title.ts';
import { ListError } from '../lists/list-states.tsx';
import { usePlaceName } from '../lists/place-name.ts';
import type { SaleDetail } from './sale-types.ts';

/** One sale with its lines, payments and what became of it. */
export function SaleSheet({ saleId, onClose }: { saleId: string | null; onClose: () => void }) {
  const t = useWords(saleWords);
  const query = trpc.sale.detail.useQuery({ saleId: saleId ?? '' }, { enabled: saleId !== null });
  const sale = saleId ? query.data : undefined;
  return (
    <Sheet
      modal
      open={saleId !== null}
      onClose={onClose}
      title={sale ? `${t('receipt')} ${sale.receiptNumber}` : t('receipt')}
    >
      {sale ? <SaleBody sale={sale} /> : null}
      {!sale && query.error ? (
        <ListError error={query.error} onAgain={() => void query.refetch()} />
      ) : null}
      {!sale && !query.error ? <Spinner /> : null}
    </Sheet>
  );
}

function SaleBody({ sale }: { sale: SaleDetail }) {
  const t = useWords(saleWords);
  const flags = useWords(flagWords);
  const placeName = usePlaceName();
  const format = useFormat();
  return (
    <div className="grid gap-5">
      {sale.flags.length > 0 ? (
        <div className="grid justify-items-start gap-1.5">
          <b>{t('why')}</b>
          {sale.flags.map((flag) => (
            <Tag key={flag.id} tone={flag.status === 'open' ? 'review' : 'plain'}>
              {flagTitle(flags, flag.kind)}
            </Tag>
          ))}
        </div>
      ) : null}
      <DetailList
        items={[
          { term: t('soldAt'), value: format.dateTime(sale.soldAt) },
          { term: t('received'), value: format.dateTime(sale.receivedAt) },
          { term: t('terminal'), value: placeName(sale.storeName, sale.terminalName) },
          ...(sale.staffName ? [{ term: t('staff'), value: sale.staffName }] : []),
          ...(sale.customer ? [{ term: t('customer'), value: sale.customer.name }] : []),
          ...(sale.source === 'rest' ? [{ term: t('source_rest'), value: '' }] : []),
        ]}
      />
      <SaleLines sale={sale} />
      <DetailList items={sums(sale, t)} />
      {sale.voided ? <Tag tone="plain">{`${t('voided')}: ${sale.voided.reason}`}</Tag> : null}
      {sale.returns.map((back) => (
        <div key={back.id} className="border-t border-line pt-3">
          <b>{t('returned', { sum: format.money(back.refund) })}</b>
          <div className="text-ink-2">
            {`${back.receiptNumber}, ${format.dateTime(back.at)}. ${back.reason}`}
          </div>
        </div>
      ))}
    </div>
  );
}

function SaleLines({ sale }: { sale: SaleDetail }) {
  const t = useWords(saleWords);
  const format = useFormat();
  return (
    <table className="w-full">
      <thead>
        <tr className="text-left text-13 text-ink-2">
          <th className="py-1.5 font-400">{t('item')}</th>
          <th className="py-1.5 text-right font-400">{t('quantity')}</th>
          <th className="py-1.5 text-right font-400">{t('sum')}</th>
        </tr>
      </thead>
      <tbody>
        {sale.lines.map((line) => (
          <tr key={line.line} className="border-t border-line align-top">
            <td className="py-2 pr-2">
              {line.name}
              {line.discount > 0 ? (
                <span className="block text-13 text-ink-2">
                  {`${t('discount')} ${format.money(line.discount)}`}
                </span>
              ) : null}
            </td>
            <td className="n py-2 text-right">
              {format.quantity(line.quantity, line.unit)}
              <span className="block text-13 text-ink-2">
                <MoneyText tiyin={line.price} />
              </span>
            </td>
            <td className="n py-2 pl-5 text-right font-600">
              <MoneyText tiyin={line.gross} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type SaleT = ReturnType<typeof useWords<(typeof saleWords)['uz-Latn']>>;

function sums(sale: SaleDetail, t: SaleT) {
  const row = (term: string, tiyin: number) => ({ term, value: <MoneyText tiyin={tiyin} /> });
  return [
    ...(sale.totals.discount > 0 ? [row(t('discount'), -sale.totals.discount)] : []),
    row(t('tax'), sale.totals.tax),
    { term: <b>{t('sum')}</b>, value: <MoneyText tiyin={sale.totals.gross} unit /> },
    ...(sale.cashRounding !== 0 ? [row(t('rounding'), sale.cashRounding)] : []),
    ...sale.tenders.map((tender) => row(tender.name, tender.amount)),
    ...(sale.changeGiven > 0 ? [row(t('change'), sale.changeGiven)] : []),
  ];
}
