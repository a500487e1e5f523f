'use client';

import { Banknote, ChevronDown, Pause, QrCode, Save, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../controls/button.tsx';
import { Kbd } from '../controls/kbd.tsx';
import { Spinner } from '../controls/spinner.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import { Plate } from '../till/plate.tsx';
import { galleryWords } from './gallery-words.ts';
import { Panel } from './panel.tsx';

/** Buttons in all states. */
export function ButtonsBoard() {
  const t = useWords(galleryWords);
  return (
    <>
      <Panel title={t('officeButtons')} wide="col-span-7" className="grid gap-2.5">
        {(['primary', 'plain', 'quiet', 'danger'] as const).map((variant) => (
          <div key={variant} className="flex flex-wrap items-center gap-2.5">
            <Button variant={variant}>{t('save')}</Button>
            <Button variant={variant} icon={<Save />}>
              {t('copy')}
            </Button>
            <Button variant={variant} busy>
              {t('cancel')}
            </Button>
            <Button variant={variant} disabled>
              {t('remove')}
            </Button>
            <IconButton variant={variant} label={t('remove')} icon={<Trash2 />} />
          </div>
        ))}
        <div className="flex flex-wrap items-center gap-2.5">
          <Button size="lg" variant="primary">
            {t('openTill')}
          </Button>
          <Button icon={<ChevronDown />}>{t('menu')}</Button>
          <Spinner label={t('importing')} />
          <Kbd>Ctrl K</Kbd>
        </div>
      </Panel>
      <Panel title={t('tillButtons')} wide="col-span-5" className="grid grid-cols-2 gap-2 text-18">
        <Button size="till" variant="pay" kbd="F9">
          {t('pay')}
        </Button>
        <Button size="till" variant="pay" disabled>
          {t('complete')}
        </Button>
        <Button size="till" icon={<Pause />}>
          {t('hold')}
        </Button>
        <Button
          size="till"
          icon={<QrCode />}
          disabled
          disabledReason={t('noInternet')}
          className="px-2"
        >
          Payme
        </Button>
        <Plate className="col-span-full flex flex-wrap gap-2 rounded-2 p-2">
          <Button size="till" variant="ghost" icon={<Banknote />} className="flex-1">
            {t('exact')}
          </Button>
          <Button size="till" variant="pay" className="flex-1">
            {t('pay')}
          </Button>
          <Button size="till" variant="next" block>
            {t('next')}
          </Button>
        </Plate>
      </Panel>
    </>
  );
}
