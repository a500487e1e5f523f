'use client';

import { stockWords } from '@oson/messages/office';
import { Button, MoneyText, Sheet, Spinner, useFormat, useWords } from '@oson/ui';
import { DetailList } from '@oson/ui/office';
import Link from 'next/link';
import { useState } from 'react';
import { trpc } from '../../wiring/office-client.tsx';
import { ListError } from '../lists/list-states.tsx';
import { CustomerForm } from './customer-form.tsx';
import { EraseButton } from './erase-button.tsx';
import type { CustomerDetail } from './customer-types.ts';

const KINDS = ['sale', 'payment', 'return', 'void'] as const;

/** One customer: how to reach, what is owed and how it came about. */
export function CustomerSheet(props: { customerId: string | null; onClose: () => void }) {
  const t = useWords(stockWords);
  const { customerId } = props;
  const query = trpc.customer.detail.useQuery(
    { customerId: customerId ?? '' },
    { enabled: customerId !== null },
  );
  const customer = customerId ? query.data : undefined;
  return (
    <Sheet
      modal
      open={customerId !== null}
      onClose={props.onClose}
      title={customer?.name ?? t('customersTitle')}
    >
      {customer ? (
        <CustomerBody key={customer.id} customer={customer} onErased={props.onClose} />
      ) : null}
      {!customer && query.error ? (
        <ListError error={query.error} onAgain={() => void query.refetch()} />
      ) : null}
      {!customer && !query.error ? <Spinner /> : null}
    </Sheet>
  );
}

function CustomerBody(props: { customer: CustomerDetail; onErased: () => void }) {
  const { customer } = props;
  const t = useWords(stockWords);
  const [editing, setEditing] = useState(false);
  return (
    <div className="grid gap-6">
      {editing ? (
        <CustomerForm customer={customer} onDone={() => setEditing(false)} />
      ) : (
        <Facts {...props} onEdit={() => setEditing(true)} />
      )}
      <section>
        <h3 className="mb-1 font-650">{t('history')}</h3>
        {customer.entries.length === 0 ? (
          <p className="py-2 text-ink-2">{t('noDebt')}</p>
        ) : (
          <ul>
            {customer.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function Facts(props: { customer: CustomerDetail; onEdit: () => void; onErased: () => void }) {
  const { customer, onEdit, onErased } = props;
  const t = useWords(stockWords);
  const format = useFormat();
  return (
    <div className="grid gap-3">
      <DetailList
        items={[
          {
            term: t('phone'),
            value: customer.phone ? <span className="n">{format.phone(customer.phone)}</span> : '',
          },
          {
            term: t('limit'),
            value:
              customer.debtLimit === null ? (
                t('noLimit')
              ) : (
                <MoneyText tiyin={customer.debtLimit} unit />
              ),
          },
          { term: <b>{t('balance')}</b>, value: <MoneyText tiyin={customer.balance} unit /> },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        <Button onClick={onEdit}>{t('edit')}</Button>
        <EraseButton customer={customer} onErased={onErased} />
      </div>
    </div>
  );
}

function Entry({ entry }: { entry: CustomerDetail['entries'][number] }) {
  const t = useWords(stockWords);
  const format = useFormat();
  const known = KINDS.find((kind) => kind === entry.kind);
  return (
    <li className="flex items-start justify-between gap-4 border-t border-line py-2 first:border-0">
      <span className="min-w-0">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <b className="font-550">{t(known ? `debt_${known}` : 'debt_other')}</b>
          {entry.saleId && entry.receiptNumber ? (
            <Link href={`/office/sales?sale=${entry.saleId}`} className="n text-turq">
              {entry.receiptNumber}
            </Link>
          ) : null}
        </span>
        <span className="block text-13 text-ink-2">
          {[
            format.dateTime(entry.at),
            entry.dueDate && entry.amount > 0 ? t('due', { date: format.date(entry.dueDate) }) : '',
          ]
            .filter(Boolean)
            .join(', ')}
        </span>
      </span>
      <span className={`n flex-none font-600 ${entry.amount < 0 ? 'text-ok' : ''}`}>
        {`${entry.amount > 0 ? '+' : ''}${format.money(entry.amount, { unit: false })}`}
      </span>
    </li>
  );
}
