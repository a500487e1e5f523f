import type { Settlement, Tiyin } from '@oson/domain';
import { Plate, PlateFigure } from '@oson/ui';
import { amountInHand, type Payment } from '../../pay/payment.ts';
import { usePosWords } from '../workplace.tsx';

/** Due, given, change in one row: the sum that both sides check. */
export function Equation(props: {
  settlement: Settlement;
  payment: Payment;
  gross: Tiyin;
  typing: boolean;
}) {
  const t = usePosWords();
  const { settlement, payment, gross, typing } = props;
  const { due, changeGiven, missing, overpaid } = settlement;
  const inHand = amountInHand(payment, gross);
  const isShort = missing > 0 && (typing || payment.entries.length > 0);
  return (
    <Plate className="grid flex-none grid-cols-[1fr_1fr_1.35fr] gap-x-5 rounded-3 px-5 pt-3.5 pb-4 max-sm:grid-cols-2 max-sm:gap-x-3 max-sm:gap-y-3">
      <div data-testid="due">
        <PlateFigure label={t('due')} tiyin={due} className="h-full max-sm:[&_.n-big]:text-28" />
      </div>
      <div data-testid="given">
        <PlateFigure
          live
          label={t('given')}
          tiyin={inHand}
          className="h-full max-sm:[&_.n-big]:text-28"
        />
      </div>
      <div
        data-testid="change"
        className="max-sm:col-span-2 sm:text-right max-sm:[&>div]:flex-row max-sm:[&>div]:items-center sm:[&>div]:items-end"
      >
        <PlateFigure
          label={overpaid > 0 ? t('overpaid') : isShort ? t('missing') : t('change')}
          tiyin={overpaid > 0 ? overpaid : isShort ? missing : changeGiven}
          glow={!isShort && overpaid === 0}
          className="h-full [&_.n-big]:text-44 [&_.n-big]:leading-[50px] wide:[&_.n-big]:text-56"
        />
      </div>
    </Plate>
  );
}
