import { mulDiv, ONE } from '@oson/domain';
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
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Question } from '../../cart/goods-line.ts';
import { type Goods, listPrice, nameIn } from '../../catalog/shelf.ts';
import { useKeyTarget } from '../../desk/key-targets.ts';
import { usePosWords, useShelf, useWorkplace } from '../workplace.tsx';
import { readQuantity } from './quantity-sheet.tsx';

/** Asks for the weight of weighed goods, or for a price that the list leaves open. */
export default function AskSheet(props: { skuId: string; question: Question }) {
  const goods = useShelf().goods.get(props.skuId);
  return goods ? <Ask goods={goods} question={props.question} /> : null;
}

function Ask({ goods, question }: { goods: Goods; question: Question }) {
  const { pos, desk, keys } = useWorkplace();
  const shelf = useShelf();
  const { locale } = useLocale();
  const { money } = useFormat();
  const t = usePosWords();
  const [text, setText] = useState('');
  const isWeight = question === 'weight';
  const unit = unitName(goods.unit, locale);
  const price = listPrice(shelf, goods.id, pos.clocks.read().wallMs) ?? 0;
  const weight = isWeight ? readQuantity(text) : null;
  const typedPrice = !isWeight && Number(text) > 0 ? Number(text) * 100 : null;
  const press = (key: PadKey) =>
    setText((old) => typeOnPad(old, key, { maxLength: 9, decimals: isWeight ? 3 : 0 }));
  const ready = isWeight ? weight !== null : typedPrice !== null;
  const take = () => {
    if (!ready) return;
    desk.sheet.set(null);
    desk.take(goods, isWeight ? { quantity: weight ?? 0 } : { price: typedPrice ?? 0 });
  };
  useKeyTarget(keys, { pad: press, enter: take });
  return (
    <Sheet
      open
      title={nameIn(goods, locale)}
      closeLabel={t('close')}
      onClose={() => desk.sheet.set(null)}
    >
      <Plate className="flex flex-none items-end justify-between gap-4 rounded-3 px-5 pt-3.5 pb-4">
        <div>
          <div className="text-on-plate-2">
            {isWeight ? t('weightKg', { unit }) : t('enterPrice')}
          </div>
          <div data-testid="asked" className="n-big text-48">
            {isWeight ? text || '0' : money(typedPrice ?? 0, { unit: false })}
          </div>
        </div>
        {isWeight ? (
          <div className="text-right text-on-plate-2">
            <div className="n">
              × <MoneyText tiyin={price} />
            </div>
            <MoneyText
              big
              tiyin={mulDiv(price, weight ?? 0, ONE)}
              className="text-32 text-on-plate"
            />
          </div>
        ) : null}
      </Plate>
      <NumPad
        onKey={press}
        corner={isWeight ? ',' : '000'}
        label={isWeight ? t('weightKg', { unit }) : t('price')}
        className="min-h-0 flex-1"
      />
      <Button
        variant="primary"
        size="till"
        icon={<Check />}
        kbd="Enter"
        data-testid="add-asked"
        disabled={!ready}
        className="min-h-18 flex-none text-24 font-650"
        onClick={take}
      >
        {t('addToCart')}
      </Button>
    </Sheet>
  );
}
