'use client';

import { Banknote, CreditCard, NotebookPen, QrCode } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../controls/button.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import { ChoiceTile } from '../till/choice-tile.tsx';
import { NumPad } from '../till/num-pad.tsx';
import { typeOnPad } from '../till/pad-keys.ts';
import { PinPad } from '../till/pin-pad.tsx';
import { Plate, PlateFigure } from '../till/plate.tsx';
import { PriceTile } from '../till/price-tile.tsx';
import { galleryWords } from './gallery-words.ts';
import { Panel } from './panel.tsx';

const GOODS = [
  { name: 'Non Oq Bulut oq 500\u00a0g', price: 470_000, hue: 72, inCart: '3' },
  { name: 'Sut Sutli Yaylov 3,2% 0,9\u00a0l', price: 1_250_000, hue: 242 },
  { name: 'Kartoshka mahalliy', price: 600_000, hue: 148, per: 'kg', inCart: '2,34' },
  { name: 'Mol goʻshti lahm', price: 10_500_000, hue: 22, per: 'kg' },
  {
    name: 'Qora choy Koʻk Piyola 90\u00a0g',
    price: 1_400_000,
    hue: 52,
    stock: { tone: 'low', text: '4 ta' },
  },
  {
    name: 'Energetik klassik 0,45\u00a0l',
    price: 1_650_000,
    hue: 205,
    stock: { tone: 'zero', text: '0 ta' },
  },
] as const;

/** The parts of the sale screen. */
export function TillBoard() {
  const t = useWords(galleryWords);
  const [given, setGiven] = useState('200000');
  const [tender, setTender] = useState('cash');
  const [pin, setPin] = useState('48');
  const due = 12_360_000;
  const givenTiyin = Number(given || '0') * 100;
  const tenders = [
    { id: 'cash', label: t('cash'), icon: <Banknote /> },
    { id: 'card', label: 'Humo / Uzcard', icon: <CreditCard /> },
    { id: 'debt', label: 'Nasiya', icon: <NotebookPen /> },
  ];
  return (
    <>
      <Panel title={t('tiles')} wide="col-span-8" className="grid gap-3 text-18">
        <div className="grid auto-rows-[114px] grid-cols-2 gap-2 sm:grid-cols-3">
          {GOODS.map((goods) => (
            <PriceTile key={goods.name} {...goods} onPress={() => undefined} />
          ))}
        </div>
        <Plate className="grid grid-cols-2 gap-x-5 gap-y-4 rounded-3 px-5 pt-3.5 pb-4 sm:grid-cols-[1fr_1fr_1.35fr]">
          <PlateFigure label={t('due')} tiyin={due} />
          <PlateFigure live label={t('given')} tiyin={givenTiyin} />
          <PlateFigure
            glow
            size="change"
            label={t('change')}
            tiyin={Math.max(0, givenTiyin - due)}
            className="max-sm:col-span-full sm:items-end"
          />
        </Plate>
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
          {tenders.map((each) => (
            <ChoiceTile
              key={each.id}
              icon={each.icon}
              label={each.label}
              chosen={tender === each.id}
              onPress={() => setTender(each.id)}
            />
          ))}
          <ChoiceTile
            disabled
            icon={<QrCode />}
            label="Payme"
            disabledReason={t('noInternet')}
            chosen={false}
            onPress={() => undefined}
          />
        </div>
        <NumPad
          label={t('given')}
          onKey={(key) => setGiven(typeOnPad(given, key, { maxLength: 8 }))}
        />
        <Button size="till" variant="pay" kbd="Enter" block>
          {t('complete')}
        </Button>
      </Panel>
      <Panel title={t('pin')} wide="col-span-4">
        <PinPad
          className="rounded-3"
          value={pin}
          onChange={setPin}
          onComplete={() => setPin('')}
          sublabel="Dilnoza Rahimova"
          label={t('enterPin')}
          error={t('wrongPin')}
          forgotLabel={t('forgot')}
          onForgot={() => setPin('')}
        />
      </Panel>
    </>
  );
}
