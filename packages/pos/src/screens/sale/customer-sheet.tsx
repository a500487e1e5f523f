import { normalisePhone } from '@oson/domain';
import { Button, EmptyState, Sheet, TextField, useFormat } from '@oson/ui';
import { UserPlus, UserX } from 'lucide-react';
import { type FormEvent, useMemo, useState } from 'react';
import type { Customer } from '../../catalog/shelf.ts';
import { createCustomer, customersByName, matchCustomers } from '../../customers/customer-acts.ts';
import { useStore } from '../../state/store.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

const SHOWN_MAX = 50;

/** Picks the buyer, or makes a new one on this device. */
export default function CustomerSheet({ opener }: { opener: 'cart' | 'debt' }) {
  const { pos, desk } = useWorkplace();
  const shelf = useShelf();
  const t = usePosWords();
  const chosen = useStore(pos.cart.cart).customerId;
  const customers = useMemo(() => customersByName(shelf), [shelf]);
  const [query, setQuery] = useState('');
  const [isNew, setIsNew] = useState(false);
  const close = () => desk.sheet.set(opener === 'debt' ? { is: 'payment' } : null);
  const pick = (id: string | null) => {
    desk.setCustomer(id);
    desk.sheet.set(opener === 'debt' ? { is: 'payment', kind: 'debt' } : null);
  };
  const found = matchCustomers(customers, query).slice(0, SHOWN_MAX);
  return (
    <Sheet
      open
      title={opener === 'debt' ? t('debtNeedsCustomer') : t('customers')}
      closeLabel={t('close')}
      onClose={close}
    >
      {isNew ? (
        <NewCustomer text={query} onMade={pick} onBack={() => setIsNew(false)} />
      ) : (
        <>
          <TextField
            autoFocus
            hideLabel
            size="till"
            label={t('customerSearch')}
            placeholder={t('customerSearch')}
            data-testid="customer-search"
            value={query}
            onChange={setQuery}
          />
          <div className="flex flex-none gap-2">
            <Button
              size="till"
              icon={<UserPlus />}
              data-testid="new-customer"
              className="flex-1"
              onClick={() => setIsNew(true)}
            >
              {t('newCustomer')}
            </Button>
            {chosen ? (
              <Button size="till" icon={<UserX />} className="flex-1" onClick={() => pick(null)}>
                {t('noCustomer')}
              </Button>
            ) : null}
          </div>
          {found.length === 0 ? <EmptyState title={t('customersEmpty')} /> : null}
          <ul className="grid gap-2">
            {found.map((customer) => (
              <CustomerRow
                key={customer.id}
                customer={customer}
                chosen={customer.id === chosen}
                onPick={() => pick(customer.id)}
              />
            ))}
          </ul>
        </>
      )}
    </Sheet>
  );
}

function CustomerRow(props: { customer: Customer; chosen: boolean; onPick: () => void }) {
  const t = usePosWords();
  const { phone, money } = useFormat();
  const { customer, chosen } = props;
  return (
    <li>
      <button
        type="button"
        data-testid="customer-row"
        aria-pressed={chosen}
        onClick={props.onPick}
        className={`flex min-h-16 w-full flex-wrap items-center gap-x-4 rounded-2 border border-line bg-surface px-4 py-2 text-left active:bg-turq-soft ${chosen ? 'border-transparent bg-turq-soft shadow-[inset_0_0_0_3px_var(--turq)]' : ''}`}
      >
        <span className="min-w-0 flex-1 basis-44">
          <span className="cut block font-550">{customer.name}</span>
          <span className="n block text-ink-2">{customer.phone ? phone(customer.phone) : ''}</span>
        </span>
        {customer.balance > 0 ? (
          <span className="n flex-none text-wait">
            {t('customerDebt', { amount: money(customer.balance) })}
          </span>
        ) : null}
      </button>
    </li>
  );
}

function NewCustomer(props: { text: string; onMade: (id: string) => void; onBack: () => void }) {
  const { pos } = useWorkplace();
  const t = usePosWords();
  const startsWithPhone = /^[+\d]/.test(props.text.trim());
  const [name, setName] = useState(startsWithPhone ? '' : props.text);
  const [phone, setPhone] = useState(startsWithPhone ? props.text : '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const normal = phone.trim() === '' ? null : normalisePhone(phone);
  const phoneWrong = phone.trim() !== '' && normal === null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || phoneWrong || busy) return;
    setBusy(true);
    const customer = await createCustomer(pos, name.trim(), normal);
    props.onMade(customer.id);
  };
  return (
    <form className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <TextField
        autoFocus
        size="till"
        label={t('customerName')}
        data-testid="customer-name"
        value={name}
        maxLength={100}
        onChange={setName}
        error={tried && name.trim() === '' ? t('nameNeeded') : undefined}
      />
      <TextField
        figures
        size="till"
        type="tel"
        inputMode="tel"
        label={t('customerPhone')}
        data-testid="customer-phone"
        value={phone}
        onChange={setPhone}
        error={tried && phoneWrong ? t('phoneWrong') : undefined}
      />
      <div className="grid grid-cols-2 gap-2">
        <Button size="till" onClick={props.onBack}>
          {t('back')}
        </Button>
        <Button type="submit" variant="primary" size="till" busy={busy} data-testid="save-customer">
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
