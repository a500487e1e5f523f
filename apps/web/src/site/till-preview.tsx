'use client';

import { siteWords } from '@oson/messages/site';
import { PriceTile, Tag, useLocale, useWords } from '@oson/ui';
import { trpc } from '../wiring/office-client.tsx';
import type { TradeId } from './trades.ts';

const SHOWN = 16;
const nothing = () => undefined;

/** The till as it will open: the sample goods of the chosen trade as shelf labels. */
export function TillPreview({ trade, shopName }: { trade: TradeId; shopName: string }) {
  const t = useWords(siteWords);
  const { locale } = useLocale();
  const sample = trpc.tenant.sampleGoods.useQuery(
    { trade },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const goods = sample.data ?? [];
  return (
    <div className="absolute inset-0 grid content-start gap-8 pt-[74px] pl-14">
      <div
        aria-hidden="true"
        inert
        className="w-[856px] overflow-hidden rounded-3 bg-paper text-ink shadow-2"
      >
        <div className="flex h-[55px] items-center gap-3 border-b border-line bg-surface px-4 text-18 font-600">
          {shopName || 'Baraka Market'}
          <Tag tone="info" icon={null}>
            {t('sample')}
          </Tag>
        </div>
        <div className="grid h-[464px] grid-cols-4 gap-2 overflow-hidden p-4">
          {goods.slice(0, SHOWN).map((good) => (
            <PriceTile
              key={good.code}
              name={good.names[locale] ?? good.names['uz-Latn'] ?? ''}
              price={good.price}
              hue={good.hue}
              onPress={nothing}
              className="min-h-[112px]"
              {...(good.unit === 'dona' ? {} : { per: good.unit })}
            />
          ))}
        </div>
      </div>
      <div className="max-w-[480px] text-16">
        <b className="text-20 font-600">{t('yourTill')}</b>
        <p className="mt-1.5 text-on-plate-2">{t('yourTillText', { count: goods.length })}</p>
      </div>
    </div>
  );
}
