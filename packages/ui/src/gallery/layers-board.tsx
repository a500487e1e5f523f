'use client';

import { ChevronDown, Copy, Printer, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../layers/dialog.tsx';
import { Menu } from '../layers/menu.tsx';
import { Banner, EmptyState, ErrorState } from '../layers/notices.tsx';
import { Sheet } from '../layers/sheet.tsx';
import { ToastCard, useToasts } from '../layers/toast.tsx';
import { ConfirmDialog } from '../office/confirm-dialog.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import { galleryWords } from './gallery-words.ts';
import { Panel } from './panel.tsx';

/** A toast that never leaves, for looking at. */
const STILL = { id: -1, tone: 'plain', undo: false, durationMs: 86_400_000 } as const;

/** Notices, and what opens over a page. */
export function LayersBoard() {
  const t = useWords(galleryWords);
  return (
    <>
      <Panel title={t('toasts')} wide="col-span-4" className="grid gap-2">
        <ToastCard
          toast={{
            ...STILL,
            undo: true,
            durationMs: 8000,
            text: t('lineRemoved'),
            actionLabel: t('takeBack'),
          }}
        />
        <ToastCard toast={{ ...STILL, text: t('written'), actionLabel: t('look') }} />
        <ToastCard toast={{ ...STILL, tone: 'review', text: t('noPaper') }} />
        <Banner tone="wait" title={t('sellOn')}>
          {t('sellOnText')}
        </Banner>
      </Panel>
      <Panel title={t('empty')} wide="col-span-4">
        <EmptyState
          className="rounded-2 border border-line"
          title={t('noSales')}
          text={t('noSalesText')}
          action={<Button variant="primary">{t('openTill')}</Button>}
          second={<Button variant="quiet">{t('withSamples')}</Button>}
        />
      </Panel>
      <Panel title={t('error')} wide="col-span-4" className="grid gap-2">
        <ErrorState
          title={t('noPaper')}
          text={t('noPaperText')}
          icon={<Printer />}
          action={<Button icon={<Printer />}>{t('printAgain')}</Button>}
          code="E-PRN-12"
        />
        <Banner tone="ok" title={t('saved')} />
        <Banner tone="info">{t('ownerOnly')}</Banner>
      </Panel>
      <OpenersBoard />
    </>
  );
}

function OpenersBoard() {
  const t = useWords(galleryWords);
  const toasts = useToasts();
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'sheet' | 'panel' | null>(null);
  const close = () => setOpen(null);
  const done = <Button onClick={close}>{t('save')}</Button>;
  const undo = () =>
    toasts.show({
      text: t('lineRemoved'),
      actionLabel: t('takeBack'),
      undo: true,
      onAction: close,
    });
  return (
    <Panel title={t('layers')} wide="col-span-12" className="relative min-h-64">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen('dialog')}>{t('dialog')}</Button>
        <Button onClick={() => setOpen('confirm')}>{t('closeShift')}</Button>
        <Button onClick={() => setOpen('sheet')}>{t('sheet')}</Button>
        <Button onClick={() => setOpen('panel')}>{t('panel')}</Button>
        <Button onClick={undo}>{t('toasts')}</Button>
        <Menu
          label={t('menu')}
          trigger={<Button icon={<ChevronDown />}>{t('menu')}</Button>}
          items={[
            { id: 'copy', label: t('copy'), icon: <Copy />, onSelect: undo },
            {
              id: 'print',
              label: t('printAgain'),
              icon: <Printer />,
              disabled: true,
              onSelect: undo,
            },
            'line',
            { id: 'remove', label: t('remove'), icon: <Trash2 />, danger: true, onSelect: undo },
          ]}
        />
      </div>
      <Dialog
        open={open === 'dialog'}
        onClose={close}
        title={t('noPaper')}
        description={t('noPaperText')}
        actions={done}
      />
      <ConfirmDialog
        open={open === 'confirm'}
        title={t('closeShift')}
        text={t('closeShiftText')}
        confirmLabel={t('remove')}
        cancelLabel={t('cancel')}
        danger
        typedWord="HA"
        onConfirm={close}
        onCancel={close}
      />
      <Sheet open={open === 'sheet'} onClose={close} title={t('sheet')} className="rounded-3">
        <Banner tone="wait" title={t('sellOn')}>
          {t('sellOnText')}
        </Banner>
      </Sheet>
      <Sheet modal open={open === 'panel'} onClose={close} title={t('panel')} footer={done}>
        {t('noPaperText')}
      </Sheet>
    </Panel>
  );
}
