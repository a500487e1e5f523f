'use client';

import { stockWords } from '@oson/messages/office';
import { IconButton, MoneyField, QuantityField, useFormat, useWords } from '@oson/ui';
import { X } from 'lucide-react';
import type { DocumentKind } from './stock-types.ts';
import type { DraftLine } from './use-drafts.ts';

/** Whether the quantity can be booked: a count may find nothing, a receipt cannot bring nothing. */
export const isBookable = (kind: DocumentKind, quantity: number | null): quantity is number =>
  quantity !== null && (kind === 'count' ? quantity >= 0 : quantity > 0);

/** One SKU of a document: what is on hand, the quantity, what one unit cost, and what comes of it. */
export function DocumentLine(props: {
  kind: DocumentKind;
  line: DraftLine;
  /** The document has been sent once: what is missing is told from then on. */
  tried: boolean;
  onChange: (values: Partial<DraftLine>) => void;
  onRemove: () => void;
}) {
  const t = useWords(stockWords);
  const format = useFormat();
  const { kind, line } = props;
  const isWrong = props.tried && !isBookable(kind, line.quantity);
  return (
    <li className="rounded-2 border border-line p-3">
      <div className="mb-2 flex items-start justify-between gap-3">
        <div className="min-w-0">
          <div className="font-550">{line.name}</div>
          <div className="text-13 text-ink-2">
            {t('onHandNow', { onHand: format.quantity(line.onHand, line.unit) })}
            {isBookable(kind, line.quantity) ? (
              <Outcome kind={kind} line={line} quantity={line.quantity} />
            ) : null}
          </div>
        </div>
        <IconButton
          variant="quiet"
          icon={<X />}
          label={`${t('remove')}: ${line.name}`}
          onClick={props.onRemove}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <QuantityField
          autoFocus
          label={t(kind === 'count' ? 'countedNow' : 'quantity')}
          quantity={line.quantity}
          unit={line.unit}
          error={isWrong ? t(kind === 'count' ? 'countNeeded' : 'quantityNeeded') : null}
          onChange={(quantity) => props.onChange({ quantity })}
        />
        {kind === 'receive' ? (
          <MoneyField
            label={t('unitCost')}
            tiyin={line.unitCost}
            onChange={(unitCost) => props.onChange({ unitCost })}
          />
        ) : null}
      </div>
    </li>
  );
}

function Outcome({
  kind,
  line,
  quantity,
}: {
  kind: DocumentKind;
  line: DraftLine;
  quantity: number;
}) {
  const t = useWords(stockWords);
  const format = useFormat();
  if (kind === 'count') {
    const difference = quantity - line.onHand;
    if (difference === 0) return <>{`, ${t('asCounted')}`}</>;
    const figure = format.quantity(difference, line.unit);
    return (
      <span className={difference < 0 ? 'text-review' : undefined}>
        {`, ${t('difference', { figure: difference > 0 ? `+${figure}` : figure })}`}
      </span>
    );
  }
  const after = line.onHand + (kind === 'receive' ? quantity : -quantity);
  return <>{`, ${t('after', { onHand: format.quantity(after, line.unit) })}`}</>;
}
