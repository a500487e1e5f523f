import { Button, MoneyText, Plate, useFormat } from '@oson/ui';
import { useLiveQuery } from 'dexie-react-hooks';
import { Check, CircleCheck, CloudUpload, Printer, ReceiptText, Save } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Done } from '../../desk/sale-desk.ts';
import { useStore } from '../../state/store.ts';
import { useKeyTarget } from '../../desk/key-targets.ts';
import { cornerOf } from '../../sync/sync-view.ts';
import { usePrinter } from '../use-printer.ts';
import { useIsPractice, usePosWords, useWorkplace } from '../workplace.tsx';

/** After a sale: the change in the largest figures, until the next scan or tap. */
export function DoneStrip({ done }: { done: Done }) {
  const { desk, keys } = useWorkplace();
  const t = usePosWords();
  const { money } = useFormat();
  const printer = usePrinter();
  const practice = useIsPractice();
  const { record, body } = done.sold;
  const due = body.totals.gross + body.cashRounding;
  const next = () => desk.done.set(null);
  useKeyTarget(keys, { enter: next });
  return (
    <Plate className="flex min-h-0 flex-1 flex-col overflow-y-auto px-4 pt-5 pb-4">
      <div className="flex items-center gap-2.5 text-24 font-600 text-plate-glow">
        <CircleCheck aria-hidden="true" />
        <span className="flex-1">{t('paid')}</span>
        <span data-testid="receipt-number" className="n text-18 font-400 text-on-plate-2">
          {record.receiptNumber}
        </span>
      </div>
      <div className="mt-5 text-24 text-on-plate-2">{t('change')}</div>
      <div data-testid="done-change" className="my-1">
        <MoneyText
          big
          unit
          tiyin={body.changeGiven}
          className="text-56 text-plate-glow wide:text-64 [&>span]:!text-24 [&>span]:text-on-plate-2"
        />
      </div>
      <p className="mt-2 text-on-plate-2">
        {body.changeGiven === 0 ? `${t('noChange')}. ` : ''}
        {t('paidLine', {
          given: money(done.given, { unit: false }),
          due: money(due, { unit: false }),
        })}
      </p>
      <Steps done={done} practice={practice} />
      <div className="min-h-3 flex-1" />
      <div className="grid grid-cols-2 gap-2">
        <Button
          variant="ghost"
          size="till"
          icon={<Printer />}
          data-testid="print-again"
          className="min-w-0 px-2 whitespace-normal"
          onClick={() => void printer.print(record, done.printed)}
        >
          {t('printAgain')}
        </Button>
        <Button
          variant="ghost"
          size="till"
          icon={<ReceiptText />}
          data-testid="show-receipt"
          className="min-w-0 px-2 whitespace-normal"
          onClick={() => desk.sheet.set({ is: 'receipt' })}
        >
          {t('showReceipt')}
        </Button>
      </div>
      <Button
        variant="next"
        size="till"
        block
        data-testid="new-sale"
        className="mt-2 flex-none"
        onClick={next}
      >
        {t('newSale')}
      </Button>
      <p className="mt-3 text-center text-on-plate-2">{t('scanCloses')}</p>
    </Plate>
  );
}

function Steps({ done, practice }: { done: Done; practice: boolean }) {
  const { pos } = useWorkplace();
  const t = usePosWords();
  const { opId } = done.sold.record;
  const kept = useLiveQuery(() => pos.journal.operations.get(opId), [pos, opId]);
  const sent = kept !== undefined && kept.state !== 'sealed';
  const isAway = cornerOf(useStore(pos.sync.view)) === 'offline';
  const sending = isAway ? t('stepWaiting') : t('stepSending');
  return (
    <ul className="mt-4">
      <Step icon={<Save />} text={t('stepSaved')} state={<Check aria-hidden="true" />} />
      {done.printed ? (
        <Step icon={<Printer />} text={t('stepPrint')} state={<Check aria-hidden="true" />} />
      ) : null}
      <Step
        icon={<CloudUpload />}
        text={practice ? t('practiceHint') : t('stepSend')}
        state={sent ? <Check aria-label={t('stepSent')} /> : sending}
      />
    </ul>
  );
}

function Step(props: { icon: ReactNode; text: string; state: ReactNode }) {
  return (
    <li className="flex min-h-12 items-center gap-3 border-t border-plate-2">
      {props.icon}
      <span className="flex-1">{props.text}</span>
      <span className="text-on-plate-2">{props.state}</span>
    </li>
  );
}
