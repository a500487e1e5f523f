import type { ShiftCloseBody } from '@oson/contract';
import { Banner, Button, Plate, PlateFigure, useFormat } from '@oson/ui';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useKeyTarget } from '../../desk/key-targets.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';

/** The figures of the closed shift, the drawer's difference first. */
export default function ShiftReportScreen({ close }: { close: ShiftCloseBody }) {
  const { pos, desk, keys } = useWorkplace();
  const t = usePosWords();
  const { money } = useFormat();
  const { z, countedCash } = close;
  const difference = countedCash - z.expectedCash;
  const { cash = 0, debt = 0, ...others } = z.tenders;
  const other = Object.values(others).reduce((sum, amount) => sum + amount, 0);
  const verdict =
    difference === 0
      ? t('differenceNone')
      : difference < 0
        ? t('shortBy', { amount: money(-difference) })
        : t('overBy', { amount: money(difference) });
  const leave = () => {
    desk.closedShift.set(null);
    pos.session.set(null);
  };
  useKeyTarget(keys, { enter: leave });
  return (
    <main
      data-testid="shift-report"
      className="till mx-auto flex h-dvh w-full max-w-[640px] flex-col justify-center gap-3 overflow-y-auto p-4"
    >
      <h1 className="flex-none text-32">{t('shiftDone')}</h1>
      <Plate className="grid flex-none grid-cols-2 gap-4 rounded-3 px-5 pt-3.5 pb-4">
        <PlateFigure label={t('counted')} tiyin={countedCash} />
        <div data-testid="expected-cash" className="text-right [&>div]:items-end">
          <PlateFigure label={t('expected')} tiyin={z.expectedCash} />
        </div>
      </Plate>
      <Banner tone={difference === 0 ? 'ok' : 'review'} title={verdict} className="flex-none">
        {t('shiftDoneHint')}
      </Banner>
      <dl className="flex-none rounded-2 border border-line bg-surface px-4.5">
        <Row term={t('zSales', { count: z.saleCount })} value={money(z.gross)} strong />
        <Row term={t('zTax')} value={money(z.tax)} />
        {z.discount > 0 ? <Row term={t('zDiscount')} value={`−${money(z.discount)}`} /> : null}
        <Row term={t('float')} value={money(z.float)} />
        <Row term={t('zCash')} value={money(cash)} />
        {other > 0 ? <Row term={t('zOther')} value={money(other)} /> : null}
        {debt > 0 ? <Row term={t('zDebt')} value={money(debt)} /> : null}
      </dl>
      <Button
        variant="primary"
        size="till"
        icon={<Check />}
        kbd="Enter"
        data-testid="shift-closed-done"
        className="min-h-18 flex-none text-24 font-650"
        onClick={leave}
      >
        {t('close')}
      </Button>
    </main>
  );
}

function Row(props: { term: ReactNode; value: string; strong?: boolean }) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-4 border-t border-line first:border-t-0">
      <dt className={props.strong ? 'font-600' : 'text-ink-2'}>{props.term}</dt>
      <dd className={`n ${props.strong ? 'font-650' : ''}`}>{props.value}</dd>
    </div>
  );
}
