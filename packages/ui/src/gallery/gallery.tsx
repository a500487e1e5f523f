'use client';

import { ToastHost } from '../layers/toast.tsx';
import { Logo } from '../signs/logo.tsx';
import { useWords } from '../theme/locale-provider.tsx';
import { LanguageSwitch, ThemeToggle } from '../theme/switches.tsx';
import { ButtonsBoard } from './buttons-board.tsx';
import { FieldsBoard } from './fields-board.tsx';
import { galleryWords } from './gallery-words.ts';
import { LayersBoard } from './layers-board.tsx';
import { OfficeBoard } from './office-board.tsx';
import { SignsBoard } from './signs-board.tsx';
import { TillBoard } from './till-board.tsx';

/** Every part in every state, to be looked at as a picture. */
export function Gallery() {
  const t = useWords(galleryWords);
  return (
    <main className="mx-auto max-w-[1366px] px-10 pt-8 pb-10 max-sm:px-3 max-sm:pt-4">
      <header className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Logo size={40} />
        <div className="min-w-0 flex-1">
          <h1 className="text-28">{t('title')}</h1>
          <p className="text-ink-2">{t('idea')}</p>
        </div>
        <LanguageSwitch />
        <ThemeToggle />
      </header>
      <div className="grid grid-cols-12 gap-4">
        <SignsBoard />
        <ButtonsBoard />
        <FieldsBoard />
        <TillBoard />
        <LayersBoard />
        <OfficeBoard />
      </div>
      <ToastHost />
    </main>
  );
}
