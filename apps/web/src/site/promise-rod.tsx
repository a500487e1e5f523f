'use client';

import { siteWords } from '@oson/messages/site';
import { Rod, Tag, useWords } from '@oson/ui';

/** The promise as a picture, and what its two kinds of beads mean. */
export function PromiseRod({ solid, open }: { solid: number; open: number }) {
  const t = useWords(siteWords);
  return (
    <figure className="m-0 rounded-3 bg-surface p-5 shadow-2">
      <Rod solid={solid} open={open} size="lg" label={t('landingTitle')} />
      <figcaption className="mt-3 flex flex-wrap justify-between gap-x-4 gap-y-1 text-14">
        <Tag bare tone="ok">
          {t('promiseHeld')}
        </Tag>
        <Tag bare tone="wait">
          {t('promiseHere')}
        </Tag>
      </figcaption>
    </figure>
  );
}
