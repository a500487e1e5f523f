'use client';

import { useState } from 'react';
import { Button } from '../controls/button.tsx';
import { Rod } from '../signs/rod.tsx';
import { SyncCorner } from '../signs/sync-corner.tsx';
import { Tag } from '../signs/tag.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import { MoneyText } from '../till/money-text.tsx';
import { Plate, PlateFigure } from '../till/plate.tsx';
import { galleryWords } from './gallery-words.ts';
import { Panel } from './panel.tsx';

const GROUNDS = ['paper', 'surface', 'sunken', 'line', 'edge', 'ink-2', 'ink'];
const BRAND = ['turq', 'turq-soft', 'cobalt', 'plate', 'plate-2', 'plate-glow', 'pay'];
const HUES = [72, 242, 148, 112, 22, 88, 52, 205, 345, 292];

function Swatch({ name, background }: { name: string; background: string }) {
  return (
    <div className="text-13 leading-[1.3]">
      <i className="mb-1 block h-11 rounded-1 border border-line" style={{ background }} />
      {name}
    </div>
  );
}

/** Colours, type, figures, sync and rods. */
export function SignsBoard() {
  const t = useWords(galleryWords);
  return (
    <>
      <Panel
        title={t('ground')}
        wide="col-span-6"
        className="grid grid-cols-7 gap-2 max-sm:grid-cols-4"
      >
        {[...GROUNDS, ...BRAND].map((name) => (
          <Swatch key={name} name={name} background={`var(--${name})`} />
        ))}
      </Panel>
      <Panel title={t('meaning')} wide="col-span-6">
        <div className="flex flex-wrap gap-2">
          <Tag tone="ok">{t('saved')}</Tag>
          <Tag tone="wait">{t('waits')}</Tag>
          <Tag tone="review">{t('review')}</Tag>
          <Tag tone="info">{t('info')}</Tag>
          <Tag>{t('archive')}</Tag>
        </div>
        <h2 className="mt-4 mb-2.5">{t('glaze')}</h2>
        <div className="grid grid-cols-5 gap-2">
          {HUES.map((hue) => (
            <Swatch
              key={hue}
              name={String(hue)}
              background={`oklch(var(--glaze-l) var(--glaze-c) ${hue})`}
            />
          ))}
        </div>
      </Panel>
      <TypeBoard />
      <SyncBoard />
      <RodBoard />
    </>
  );
}

function TypeBoard() {
  const t = useWords(galleryWords);
  return (
    <>
      <Panel title={t('type')} wide="col-span-7">
        <div className="n-big text-56 leading-[1.18] sm:text-64">76&nbsp;400</div>
        <div className="n-big text-36 leading-[1.3] sm:text-48">1&nbsp;250&nbsp;000 soʻm</div>
        <div className="text-24 font-650">Toʻlash, qaytim, goʻsht</div>
        <div className="text-20 font-500">Qoʻy goʻshti, choʻl oʻrigi, yogʻ, maʼlumot</div>
        <div className="text-20 font-500">Қўй гўшти, ёғ, ҳисоб, Ғиждувон, ўзбек</div>
        <div className="text-18">Щётка, объём, наличные без сдачи</div>
        <div>478 190 190 193 1 · 12&nbsp;500,00</div>
      </Panel>
      <Panel title={t('figures')} wide="col-span-5">
        <table className="w-full text-18">
          <tbody>
            {[111_711_100, 8_800_000, -1_600_000].map((tiyin) => (
              <tr key={tiyin} className="border-b border-line last:border-0">
                <td className="py-1.5">Guruch</td>
                <td className="text-right">
                  <MoneyText tiyin={tiyin} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Plate className="mt-3 rounded-3 px-5 py-4">
          <PlateFigure row unit size="total" label={t('total')} tiyin={111_711_100} />
        </Plate>
      </Panel>
    </>
  );
}

function SyncBoard() {
  const t = useWords(galleryWords);
  const frame = 'h-14 overflow-hidden rounded-2 border border-line';
  return (
    <Panel title={t('sync')} wide="col-span-7" className="grid gap-2 sm:grid-cols-2">
      <div className={frame}>
        <SyncCorner
          state="ok"
          label={t('allSent')}
          shortLabel={t('sent')}
          onPress={() => undefined}
        />
      </div>
      <div className={frame}>
        <SyncCorner state="sending" label={t('sending')} shortLabel="3" />
      </div>
      <div className={frame}>
        <SyncCorner
          state="offline"
          label={t('offline')}
          detail={t('since')}
          shortLabel="12"
          count={12}
        />
      </div>
      <div className={frame}>
        <SyncCorner state="review" label={t('needsReview')} shortLabel="1" />
      </div>
    </Panel>
  );
}

function RodBoard() {
  const t = useWords(galleryWords);
  const [solid, setSolid] = useState(22);
  return (
    <Panel title={t('rods')} wide="col-span-5" className="grid gap-5 pt-2">
      <Rod size="lg" label={t('full')} solid={36} />
      <Rod size="lg" label={t('since')} solid={solid} open={Math.max(0, 34 - solid)} />
      <Rod size="lg" label={t('silent')} solid={7} open={3} late />
      <Button className="justify-self-start" onClick={() => setSolid(solid >= 34 ? 22 : solid + 3)}>
        +3
      </Button>
    </Panel>
  );
}
