'use client';

import { siteWords } from '@oson/messages/site';
import { LanguageSwitch, LinkButton, Logo, Plate, useWords } from '@oson/ui';
import Link from 'next/link';
import { PromiseRod } from '../../site/promise-rod.tsx';

/** The front door: what it does in one sentence, one button, and the picture of the promise. */
export default function LandingPage() {
  const t = useWords(siteWords);
  const points = [
    [t('landingOne'), t('landingOneText')],
    [t('landingTwo'), t('landingTwoText')],
    [t('landingThree'), t('landingThreeText')],
  ] as const;
  return (
    <main className="min-h-dvh bg-surface text-16">
      <header className="mx-auto flex min-h-[76px] max-w-[1180px] items-center gap-1 px-4 sm:gap-3 sm:px-8">
        <span className="flex items-center gap-2.5 text-18 font-650">
          <Logo size={30} />
          OsonSavdo
        </span>
        <span className="flex-1" />
        <LanguageSwitch />
        <LinkButton as={Link} href="/sign-in">
          {t('signIn')}
        </LinkButton>
      </header>
      <Plate as="section" className="px-4 py-16 sm:px-8 lg:py-24">
        <div className="mx-auto grid max-w-[1116px] items-center gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,440px)]">
          <div className="grid justify-items-start gap-7">
            <h1 className="max-w-[18ch] text-36 leading-tight font-650 text-balance sm:text-48">
              {t('landingTitle')}
            </h1>
            <p className="max-w-[52ch] text-18 text-pretty text-on-plate-2">{t('landingText')}</p>
            <LinkButton as={Link} href="/sign-up" variant="next" size="lg">
              {t('landingStart')}
            </LinkButton>
          </div>
          <PromiseRod solid={16} open={4} />
        </div>
      </Plate>
      <ul className="mx-auto grid max-w-[1180px] gap-8 px-4 py-12 sm:px-8 lg:grid-cols-3">
        {points.map(([title, text]) => (
          <li key={title}>
            <h2 className="text-20 font-600">{title}</h2>
            <p className="mt-2 text-ink-2">{text}</p>
          </li>
        ))}
      </ul>
    </main>
  );
}
