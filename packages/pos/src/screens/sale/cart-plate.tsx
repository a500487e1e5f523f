import { cashRoundingOf, type PricedSale } from '@oson/domain';
import { Button, Plate, PlateFigure, useFormat } from '@oson/ui';
import { ArrowLeft, Banknote } from 'lucide-react';
import { useStore } from '../../state/store.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';
import { usePayExact } from './use-pay-exact.ts';

/** The total on its plate. Its place and that of Pay never move. */
export function CartPlate({ priced }: { priced: PricedSale }) {
  const { desk } = useWorkplace();
  const paying = useStore(desk.sheet)?.is === 'payment';
  return (
    <Plate className="flex-none px-4 pt-3 pb-4">
      {paying ? <DueFigures priced={priced} /> : <SaleFigures priced={priced} />}
      {paying ? <BackToSale /> : <PayKeys empty={priced.lines.length === 0} />}
    </Plate>
  );
}

function SaleFigures({ priced }: { priced: PricedSale }) {
  const t = usePosWords();
  const { money } = useFormat();
  const { gross, discount } = priced.totals;
  const bare = (tiyin: number) => money(tiyin, { unit: false });
  return (
    <>
      <div className="flex min-h-[1.25em] justify-between gap-2 whitespace-nowrap text-on-plate-2">
        <span>
          {t('subtotal')} <span className="n">{bare(gross + discount)}</span>
        </span>
        {discount > 0 ? (
          <span data-testid="discount-sum">
            {t('discount')} <span className="n">−{bare(discount)}</span>
          </span>
        ) : null}
      </div>
      <div data-testid="total" className="mt-1.5 mb-2.5">
        <PlateFigure row unit label={t('total')} tiyin={gross} size="total" />
      </div>
    </>
  );
}

/** While paying in cash: the sum, what rounding makes of it, and what is due. */
function DueFigures({ priced }: { priced: PricedSale }) {
  const { desk } = useWorkplace();
  const t = usePosWords();
  const { money } = useFormat();
  const step = useShelf().store?.cashRounding ?? 0;
  const inCash = useStore(desk.payingCash);
  const { gross } = priced.totals;
  const rounding = inCash ? cashRoundingOf(gross, step) : 0;
  const row = 'flex justify-between gap-2 text-on-plate-2';
  return (
    <>
      <div className={row}>
        <span>{t('total')}</span>
        <span className="n">{money(gross, { unit: false })}</span>
      </div>
      {rounding === 0 ? null : (
        <div className={`mt-1 ${row}`}>
          <span className="cut">{t('cashRounding', { step: money(step) })}</span>
          <span className="n">
            {rounding < 0 ? '−' : '+'}
            {money(Math.abs(rounding), { unit: false })}
          </span>
        </div>
      )}
      <div className="mt-1.5 mb-2.5">
        <PlateFigure row unit label={t('due')} tiyin={gross + rounding} size="total" />
      </div>
    </>
  );
}

function BackToSale() {
  const { desk } = useWorkplace();
  const t = usePosWords();
  return (
    <Button
      variant="ghost"
      size="till"
      block
      icon={<ArrowLeft />}
      kbd="Esc"
      onClick={() => desk.sheet.set(null)}
    >
      {t('backToSale')}
    </Button>
  );
}

function PayKeys({ empty }: { empty: boolean }) {
  const { desk } = useWorkplace();
  const t = usePosWords();
  const { payExact, busy } = usePayExact();
  return (
    <div className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-2">
      <Button
        variant="ghost"
        size="till"
        icon={<Banknote />}
        data-testid="pay-exact-now"
        disabled={empty}
        busy={busy}
        onClick={() => void payExact()}
      >
        {t('exact')}
      </Button>
      <Button
        variant="pay"
        size="till"
        kbd="F9"
        data-testid="pay"
        disabled={empty}
        className="disabled:!border-transparent disabled:!bg-plate-2 disabled:!text-on-plate-2"
        onClick={() => desk.openPayment()}
      >
        {t('pay')}
      </Button>
    </div>
  );
}
