import type { TenderKind } from '@oson/domain';
import { ChoiceTile, useLocale } from '@oson/ui';
import {
  Banknote,
  CreditCard,
  Ellipsis,
  Landmark,
  NotebookPen,
  QrCode,
  Split,
  WalletCards,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { nameIn, type TenderType } from '../../catalog/shelf.ts';
import { usePosWords } from '../workplace.tsx';

const ICONS: Record<TenderKind, ReactNode> = {
  cash: <Banknote aria-hidden="true" />,
  card: <CreditCard aria-hidden="true" />,
  transfer: <Landmark aria-hidden="true" />,
  payme: <QrCode aria-hidden="true" />,
  click: <QrCode aria-hidden="true" />,
  uzum: <QrCode aria-hidden="true" />,
  debt: <NotebookPen aria-hidden="true" />,
  credit: <WalletCards aria-hidden="true" />,
};
const ON_PHONE = 3;

/** The ways to pay as tiles. On a phone three of them and a key for the others. */
export function TenderTiles(props: {
  types: readonly TenderType[];
  chosen: string;
  mixed: boolean;
  onChoose: (type: TenderType) => void;
  onMixed: () => void;
}) {
  const { types, chosen } = props;
  const t = usePosWords();
  const { locale } = useLocale();
  const [all, setAll] = useState(false);
  const hidden = types.length + 1 - ON_PHONE;
  const folded = (at: number) => (all || at < ON_PHONE ? '' : 'max-sm:hidden');
  return (
    <div className="grid flex-none grid-cols-4 gap-2 max-sm:grid-cols-2">
      {types.map((type, at) => (
        <div key={type.id} data-testid={`tender-${type.kind}`} className={`grid ${folded(at)}`}>
          <ChoiceTile
            icon={ICONS[type.kind]}
            label={nameIn(type, locale)}
            chosen={type.id === chosen}
            onPress={() => props.onChoose(type)}
            className="max-sm:min-h-14"
          />
        </div>
      ))}
      {types.length > 1 ? (
        <div data-testid="tender-mixed" className={`grid ${folded(types.length)}`}>
          <ChoiceTile
            icon={<Split aria-hidden="true" />}
            label={t('mixed')}
            chosen={props.mixed}
            onPress={props.onMixed}
            className="max-sm:min-h-14"
          />
        </div>
      ) : null}
      {hidden > 0 ? (
        <div className="grid sm:hidden">
          <ChoiceTile
            icon={<Ellipsis aria-hidden="true" />}
            label={all ? t('fewerTenders') : t('moreTenders', { count: hidden })}
            chosen={false}
            onPress={() => setAll(!all)}
            className="min-h-14"
          />
        </div>
      ) : null}
    </div>
  );
}
