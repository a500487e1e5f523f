'use client';

import { LanguageSwitch, Logo, Plate } from '@oson/ui';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A form at the left on paper; at the right, where there is room, the plate with what comes of it. */
export function SiteFrame({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <main className="flex min-w-0 flex-col bg-surface text-16">
        <header className="flex min-h-[76px] items-center justify-between px-4 sm:px-8">
          <Link href="/" className="flex items-center gap-2.5 text-18 font-650">
            <Logo size={30} />
            OsonSavdo
          </Link>
          <LanguageSwitch />
        </header>
        <div className="mx-auto grid w-full max-w-[584px] content-start gap-4 px-4 pt-2 pb-10 sm:px-8">
          {children}
        </div>
      </main>
      <Plate as="aside" className="relative hidden overflow-hidden lg:block">
        {aside}
      </Plate>
    </div>
  );
}

/** The heading of a form with its line of text. */
export function FormHead({ title, text, page }: { title: string; text?: string; page?: string }) {
  return (
    <div>
      {page ? <div className="n mb-2 text-ink-2">{page}</div> : null}
      <h1 className="text-32 leading-tight font-650 text-balance">{title}</h1>
      {text ? <p className="mt-1.5 text-ink-2">{text}</p> : null}
    </div>
  );
}
