'use client';

import { siteWords } from '@oson/messages/site';
import { LanguageSwitch, LinkButton, Logo, Plate, Rod, useWords } from '@oson/ui';
import Link from 'next/link';

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
        <div className="mx-auto grid max-w-[1116px] gap-8">
          <h1 className="max-w-[18ch] text-36 leading-tight font-650 text-balance sm:text-48">
            {t('landingTitle')}
          </h1>
          <p className="max-w-[56ch] text-18 text-on-plate-2">{t('landingText')}</p>
          <div className="flex flex-wrap items-center gap-5">
            <LinkButton as={Link} href="/sign-up" variant="next" size="lg">
              {t('landingStart')}
            </LinkButton>
          </div>
          <div className="max-w-[560px] rounded-2 bg-surface p-4">
            <Rod solid={16} open={4} size="lg" label={t('landingTitle')} />
          </div>
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
