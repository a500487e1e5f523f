import { type DraftLine, mulDiv, ONE, parseQuantity, SALE_LIMITS } from '@oson/domain';
import { unitName } from '@oson/messages';
import {
  Button,
  MoneyText,
  NumPad,
  type PadKey,
  Plate,
  Sheet,
  typeOnPad,
  useFormat,
  useLocale,
} from '@oson/ui';
import { Check, Minus, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { nameIn } from '../../catalog/shelf.ts';
import { useKeyTarget } from '../../desk/key-targets.ts';
import { useStore } from '../../state/store.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';

/** Changes a line's quantity, or takes the line out. */
export default function QuantitySheet({ lineId }: { lineId: string }) {
  const { pos, desk } = useWorkplace();
  const line = useStore(pos.cart.cart).lines.find((each) => each.lineId === lineId);
  if (!line) return null;
  return <LineQuantity line={line} onDone={() => desk.sheet.set(null)} />;
}

function LineQuantity({ line, onDone }: { line: DraftLine; onDone: () => void }) {
  const { desk, keys } = useWorkplace();
  const { locale } = useLocale();
  const { quantity: format } = useFormat();
  const t = usePosWords();
  const goods = useShelf().goods.get(line.skuId);
  const weighed = goods?.kind === 'weighed' || line.quantity % ONE !== 0;
  const [text, setText] = useState('');
  const typed = readQuantity(text);
  const shown = typed ?? line.quantity;
  const press = (key: PadKey) =>
    setText((old) => typeOnPad(old, key, { maxLength: 8, decimals: weighed ? 3 : 0 }));
  const save = () => {
    if (typed !== null) desk.setQuantity(line.lineId, typed);
    onDone();
  };
  const step = (by: number) => {
    setText('');
    desk.setQuantity(line.lineId, Math.max(ONE, shown + by * ONE));
  };
  useKeyTarget(keys, { pad: press, enter: save });
  return (
    <Sheet
      open
      title={goods ? nameIn(goods, locale) : line.name}
      closeLabel={t('close')}
      onClose={onDone}
    >
      <Plate className="flex flex-none items-end justify-between gap-4 rounded-3 px-5 pt-3.5 pb-4">
        <div>
          <div className="text-on-plate-2">{t('quantity')}</div>
          <div data-testid="quantity" className="n-big text-48">
            {text === '' ? format(line.quantity, null) : text}
            <span className="ml-2 text-24 font-450 text-on-plate-2">
              {unitName(line.unit, locale)}
            </span>
          </div>
        </div>
        <div className="text-right text-on-plate-2">
          <div className="n">
            × <MoneyText tiyin={line.price} />
          </div>
          <MoneyText big tiyin={mulDiv(line.price, shown, ONE)} className="text-32 text-on-plate" />
        </div>
      </Plate>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)] gap-3 max-sm:grid-cols-1 max-sm:grid-rows-[auto_1fr]">
        <div className="grid content-start gap-2 max-sm:grid-cols-3">
          {weighed ? null : (
            <>
              <Button size="till" icon={<Plus />} data-testid="plus" onClick={() => step(1)}>
                1
              </Button>
              <Button
                size="till"
                icon={<Minus />}
                data-testid="minus"
                disabled={shown <= ONE}
                onClick={() => step(-1)}
              >
                1
              </Button>
            </>
          )}
          <Button
            variant="danger"
            size="till"
            icon={<Trash2 />}
            data-testid="remove-line"
            className="whitespace-normal"
            onClick={() => {
              desk.remove(line.lineId);
              onDone();
            }}
          >
            {t('removeLine')}
          </Button>
        </div>
        <NumPad onKey={press} corner={weighed ? ',' : '00'} label={t('quantity')} />
      </div>
      <Button
        variant="primary"
        size="till"
        icon={<Check />}
        kbd="Enter"
        data-testid="save-quantity"
        className="min-h-18 flex-none text-24 font-650"
        onClick={save}
      >
        {t('save')}
      </Button>
    </Sheet>
  );
}

/** What the pad's text means; null while it says nothing usable. */
export function readQuantity(text: string): number | null {
  const parsed = parseQuantity(text);
  if (!parsed.ok || parsed.quantity <= 0) return null;
  return Math.min(parsed.quantity, SALE_LIMITS.quantity);
}
