import { type Discount, discountWithin, ROLE_CEILINGS } from '@oson/domain';
import {
  Button,
  NumPad,
  type PadKey,
  Plate,
  PlateFigure,
  Segmented,
  Sheet,
  typeOnPad,
} from '@oson/ui';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useKeyTarget } from '../../desk/key-targets.ts';
import { useStore } from '../../state/store.ts';
import { usePosWords, useWorkplace } from '../workplace.tsx';
import { usePricedCart } from './use-priced-cart.ts';

const PRESETS = [3, 5, 10];

/** A discount on the whole sale; above one's own ceiling somebody with more rights allows it. */
export default function DiscountSheet() {
  const { pos, desk, keys } = useWorkplace();
  const t = usePosWords();
  const person = useStore(pos.session);
  const { cart, priced } = usePricedCart();
  const [kind, setKind] = useState<Discount['kind']>(cart.discount?.kind ?? 'percent');
  const [text, setText] = useState('');
  const before = priced.totals.gross + (cart.discount ? saleDiscountOf(priced) : 0);
  const discount = discountFrom(kind, text);
  const role = person?.role ?? 'cashier';
  const press = (key: PadKey) =>
    setText((old) => typeOnPad(old, key, { maxLength: kind === 'percent' ? 3 : 9 }));
  const close = () => desk.sheet.set(null);
  const apply = (wanted: Discount | null) => {
    if (!wanted || discountWithin(wanted, before, ROLE_CEILINGS[role])) {
      desk.setDiscount(wanted);
      return close();
    }
    desk.approval.set({
      reason: t('discountOver'),
      action: 'discount',
      subject: cart.cartId,
      onApproved: (approverId) => {
        desk.setDiscount({ ...wanted, approverId });
        close();
      },
    });
  };
  useKeyTarget(keys, { pad: press, enter: () => discount && apply(discount) });
  return (
    <Sheet open title={t('discount')} closeLabel={t('close')} onClose={close}>
      <Plate className="flex-none rounded-3 px-5 pt-3.5 pb-4">
        {kind === 'amount' ? (
          <PlateFigure live label={t('discount')} tiyin={Number(text || 0) * 100} />
        ) : (
          <div>
            <div className="text-on-plate-2">{t('discount')}</div>
            <div className="n-big text-48">{text || '0'} %</div>
          </div>
        )}
      </Plate>
      <Segmented
        className="flex-none self-start"
        size="till"
        label={t('discount')}
        value={kind}
        options={[
          { value: 'percent', label: t('discountPercent') },
          { value: 'amount', label: t('discountAmount') },
        ]}
        onChange={(next) => {
          setKind(next as Discount['kind']);
          setText('');
        }}
      />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)] gap-3">
        <div className="grid content-start gap-2">
          {PRESETS.map((percent) => (
            <Button
              key={percent}
              size="till"
              onClick={() => apply({ kind: 'percent', value: percent * 100 })}
            >
              {percent} %
            </Button>
          ))}
          <Button size="till" disabled={!cart.discount} onClick={() => apply(null)}>
            {t('discountOff')}
          </Button>
        </div>
        <NumPad onKey={press} corner={kind === 'amount' ? '000' : 'none'} label={t('discount')} />
      </div>
      <Button
        variant="primary"
        size="till"
        icon={<Check />}
        kbd="Enter"
        data-testid="apply-discount"
        disabled={!discount}
        className="min-h-18 flex-none text-24 font-650"
        onClick={() => discount && apply(discount)}
      >
        {t('apply')}
      </Button>
    </Sheet>
  );
}

function discountFrom(kind: Discount['kind'], text: string): Discount | null {
  const value = Number(text);
  if (text === '' || value <= 0) return null;
  if (kind === 'amount') return { kind, value: value * 100 };
  return value <= 100 ? { kind, value: value * 100 } : null;
}

function saleDiscountOf(priced: ReturnType<typeof usePricedCart>['priced']): number {
  return priced.lines
    .flatMap((line) => line.discounts.filter((discount) => discount.scope === 'sale'))
    .reduce((sum, discount) => sum + discount.amount, 0);
}
