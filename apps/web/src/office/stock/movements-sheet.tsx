'use client';

import { stockWords } from '@oson/messages/office';
import { Button, MoneyText, Sheet, Spinner, useFormat, useWords } from '@oson/ui';
import { DetailList } from '@oson/ui/office';
import Link from 'next/link';
import { trpc } from '../../wiring/office-client.tsx';
import { ListError } from '../lists/list-states.tsx';
import { BY_CURSOR, tableOf } from '../lists/pages.ts';
import { OnHand, valueOf } from './stock-columns.tsx';
import type { DocumentKind, MovementRow, StockRow } from './stock-types.ts';

const KINDS = [
  'sale',
  'return',
  'void',
  'receipt',
  'count',
  'write-off',
  'transfer',
  'import',
] as const;

/** Why the number on the shelf is what it is, newest first, and the acts that change it. */
export function MovementsSheet(props: {
  row: StockRow | null;
  storeId: string;
  onClose: () => void;
  onBegin: (kind: DocumentKind, row: StockRow) => void;
}) {
  const t = useWords(stockWords);
  const { row } = props;
  return (
    <Sheet
      modal
      open={row !== null}
      onClose={props.onClose}
      title={row?.name ?? t('movements')}
      footer={
        row ? (
          <>
            <Button onClick={() => props.onBegin('writeOff', row)}>{t('writeOff')}</Button>
            <Button onClick={() => props.onBegin('receive', row)}>{t('receive')}</Button>
            <Button variant="primary" onClick={() => props.onBegin('count', row)}>
              {t('count')}
            </Button>
          </>
        ) : null
      }
    >
      {row ? (
        <div className="grid gap-5">
          <Facts row={row} />
          <Movements row={row} storeId={props.storeId} />
        </div>
      ) : null}
    </Sheet>
  );
}

function Facts({ row }: { row: StockRow }) {
  const t = useWords(stockWords);
  const format = useFormat();
  const value = valueOf(row);
  return (
    <DetailList
      items={[
        { term: t('onHand'), value: <OnHand row={row} /> },
        { term: t('minimum'), value: format.quantity(row.minStock, row.unit) },
        ...(row.cost === null
          ? []
          : [{ term: t('cost'), value: <MoneyText tiyin={row.cost} unit /> }]),
        ...(value === null ? [] : [{ term: t('value'), value: <MoneyText tiyin={value} unit /> }]),
      ]}
    />
  );
}

function Movements({ row, storeId }: { row: StockRow; storeId: string }) {
  const t = useWords(stockWords);
  const query = trpc.stock.movements.useInfiniteQuery({ storeId, skuId: row.skuId }, BY_CURSOR);
  const { rows, state, more } = tableOf(query);
  return (
    <section>
      <h3 className="mb-1 font-650">{t('movements')}</h3>
      {state === 'loading' ? <Spinner /> : null}
      {state === 'error' ? (
        <ListError error={query.error} onAgain={() => void query.refetch()} />
      ) : null}
      {state === 'ready' && rows.length === 0 ? (
        <p className="py-2 text-ink-2">{t('noMovements')}</p>
      ) : null}
      <ul>
        {rows.map((move) => (
          <Movement key={move.id} move={move} unit={row.unit} />
        ))}
      </ul>
      {more.has ? (
        <Button variant="quiet" block busy={more.busy} onClick={more.onMore}>
          {t('olderMovements')}
        </Button>
      ) : null}
    </section>
  );
}

function Movement({ move, unit }: { move: MovementRow; unit: string }) {
  const t = useWords(stockWords);
  const format = useFormat();
  const known = KINDS.find((kind) => kind === move.kind);
  const figure = format.quantity(move.quantity, unit);
  const about = [move.staffName, move.reason].filter(Boolean).join(', ');
  return (
    <li className="flex items-start justify-between gap-4 border-t border-line py-2 first:border-0">
      <span className="min-w-0">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <b className="font-550">{t(known ? `movement_${known}` : 'movement_other')}</b>
          {move.receiptNumber && move.saleId ? (
            <Link href={`/office/sales?sale=${move.saleId}`} className="n text-turq">
              {move.receiptNumber}
            </Link>
          ) : null}
        </span>
        <span className="block text-13 text-ink-2">
          {[format.dateTime(move.at), about].filter(Boolean).join(', ')}
        </span>
        {move.unitCost === null || move.saleId ? null : (
          <span className="block text-13 text-ink-2">
            {`${t('unitCost')} ${format.money(move.unitCost)}`}
          </span>
        )}
      </span>
      <span className={`n flex-none font-600 ${move.quantity < 0 ? '' : 'text-ok'}`}>
        {move.quantity > 0 ? `+${figure}` : figure}
      </span>
    </li>
  );
}
