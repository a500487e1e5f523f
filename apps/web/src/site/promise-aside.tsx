'use client';

import { siteWords } from '@oson/messages/site';
import { useWords } from '@oson/ui';
import { PromiseRod } from './promise-rod.tsx';

/** What stands on the plate beside the short forms: the promise, and the picture of it. */
export function PromiseAside() {
  const t = useWords(siteWords);
  return (
    <div className="grid min-h-full content-center gap-6 p-14">
      <p className="max-w-[16ch] text-36 leading-tight font-600 text-balance">
        {t('landingTitle')}
      </p>
      <p className="max-w-[46ch] text-16 text-on-plate-2">{t('landingText')}</p>
      <div className="max-w-[440px]">
        <PromiseRod solid={12} open={3} />
      </div>
    </div>
  );
}
