import { suggestCash, type TenderKind, type Tiyin } from '@oson/domain';
import { Banner, Button, NumPad, type PadKey, Sheet, Switch, typeOnPad } from '@oson/ui';
import { Check, Printer } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { TenderType } from '../../catalog/shelf.ts';
import { useKeyTarget } from '../../desk/key-targets.ts';
import {
  chooseWay,
  dropEntry,
  exactAmount,
  isPayable,
  type Payment,
  type PayWay,
  settlementOf,
  startPayment,
} from '../../pay/payment.ts';
import { useStore } from '../../state/store.ts';
import { usePricedCart } from '../sale/use-priced-cart.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';
import { Equation } from './equation.tsx';
import { PaidParts } from './paid-parts.tsx';
import { QuickCash } from './quick-cash.tsx';
import { TenderTiles } from './tender-tiles.tsx';
import { useComplete } from './use-complete.ts';
import { useDebt } from './use-debt.ts';

/** So'm are typed, tiyin are kept. */
const SOM = 100;
/** A double tap on Pay must not complete the sale under it. */
const DEAF_MS = 300;

/** Takes the payment: covers the catalogue only, so that cart and total stay where they are. */
export default function PaymentSheet({ kind }: { kind?: TenderKind }) {
  const { desk, keys, print } = useWorkplace();
  const shelf = useShelf();
  const t = usePosWords();
  const { cart, priced } = usePricedCart();
  const customer = shelf.customers.get(cart.customerId ?? '')?.name;
  const choice = useStore(print);
  const types = useTenderTypes();
  const gross = priced.totals.gross;
  const step = shelf.store?.cashRounding ?? 0;
  const [text, setText] = useState('');
  const [mixed, setMixed] = useState(false);
  const [parts, setParts] = useState<Payment | null>(null);
  const awake = useAwake();
  const debt = useDebt();
  const first = types[0];
  const base = parts ?? (first ? startPayment(wayOf(first)) : null);
  const payment = base && { ...base, typed: text === '' ? null : Number(text) * SOM };
  const { complete, busy } = useComplete(gross, step, debt.approverId);
  useEffect(() => desk.payingCash.set(payment?.way.kind === 'cash'), [desk, payment?.way.kind]);

  const press = (key: PadKey) => setText((old) => typeOnPad(old, key, { maxLength: 9 }));
  const give = (amount: Tiyin) => setText(String(Math.round(amount / SOM)));
  const choose = (type: TenderType) => {
    if (!payment) return;
    const way = wayOf(type);
    const go = () => {
      setParts(chooseWay(payment, way, gross));
      setText('');
    };
    if (type.kind === 'debt') debt.ask(go);
    else go();
  };
  const wanted = types.find((type) => type.kind === kind);
  const chooseWanted = useEffectEvent(() => {
    if (wanted) choose(wanted);
  });
  useEffect(() => chooseWanted(), []);
  const exact = payment ? exactAmount(payment, gross, step) : 0;
  const ready = payment !== null && awake && isPayable(payment, gross, step);
  const finish = () => {
    if (!awake || !payment) return;
    // Enter with nothing typed: the buyer gave the exact sum.
    if (ready) void complete(payment);
    else if (text === '') void complete({ ...payment, typed: exact });
  };
  useKeyTarget(keys, { pad: press, enter: finish });
  if (!payment) return null;
  const settlement = settlementOf(payment, gross, step);
  const isCash = payment.way.kind === 'cash';
  return (
    <Sheet open title={t('payment')} closeLabel={t('close')} onClose={() => desk.sheet.set(null)}>
      <Equation settlement={settlement} payment={payment} gross={gross} typing={text !== ''} />
      <TenderTiles
        types={types}
        chosen={payment.way.tenderTypeId}
        mixed={mixed}
        onChoose={choose}
        onMixed={() => setMixed(!mixed)}
      />
      {mixed && payment.entries.length === 0 ? (
        <Banner tone="info" className="py-2.5">
          {t('mixedHint')}
        </Banner>
      ) : null}
      <PaidParts
        types={types}
        entries={payment.entries}
        onDrop={(at) => setParts(dropEntry(payment, at))}
      />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1.12fr)] gap-3 max-sm:grid-cols-1 max-sm:grid-rows-[auto_1fr] max-sm:gap-2">
        <div className="flex min-h-0 flex-col gap-2">
          <QuickCash
            exact={exact}
            typed={payment.typed}
            suggestions={isCash ? suggestCash(exact) : []}
            note={isCash ? null : noteFor(payment.way, customer, t)}
            asleep={!awake}
            isCash={isCash}
            onExact={() => void complete({ ...payment, typed: exact })}
            onGive={give}
          />
          <Switch
            size="till"
            label={t('printReceipt')}
            icon={<Printer aria-hidden="true" className="text-turq" />}
            checked={choice.automatic}
            onChange={(automatic) => print.set((old) => ({ ...old, automatic }))}
            className="flex flex-none rounded-2 border border-line bg-surface px-3.5 max-sm:hidden"
          />
        </div>
        <NumPad onKey={press} label={t('given')} className="min-h-0" />
      </div>
      <Button
        variant="pay"
        size="till"
        block
        icon={<Check />}
        kbd="Enter"
        data-testid="complete"
        disabled={!ready}
        busy={busy}
        onClick={() => void complete(payment)}
        className="flex-none"
      >
        {t('complete')}
      </Button>
    </Sheet>
  );
}

const wayOf = ({ id, kind }: TenderType): PayWay => ({ tenderTypeId: id, kind });

function noteFor(
  way: PayWay,
  customer: string | undefined,
  t: ReturnType<typeof usePosWords>,
): string | null {
  if (way.kind !== 'debt' && way.kind !== 'credit') return t('byHand');
  return customer ? t('debtFor', { name: customer }) : null;
}

function useTenderTypes(): TenderType[] {
  const { tenderTypes } = useShelf();
  return useMemo(() => {
    const active = [...tenderTypes.values()].filter((type) => type.active);
    const rank = (type: TenderType) => (type.kind === 'cash' ? 0 : 1);
    return active.sort((a, b) => rank(a) - rank(b) || a.position - b.position);
  }, [tenderTypes]);
}

function useAwake(): boolean {
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAwake(true), DEAF_MS);
    return () => clearTimeout(timer);
  }, []);
  return awake;
}
