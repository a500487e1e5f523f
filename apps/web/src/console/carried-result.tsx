'use client';

import type { AppRouter } from '@oson/api';
import { ledgerWords } from '@oson/messages/admin';
import { Banner, Button, useWords } from '@oson/ui';
import type { inferRouterOutputs } from '@trpc/server';

type Outcome = inferRouterOutputs<AppRouter>['console']['importBundle'];

/** What became of a carried file, in figures: each operation is one of these. */
export function CarriedResult(props: { outcome: Outcome; onAnother: () => void }) {
  const t = useWords(ledgerWords);
  const { results, verified } = props.outcome;
  const count = (is: (result: Outcome['results'][number]) => boolean) => results.filter(is).length;
  const held = count(({ is }) => is === 'quarantined');
  const waiting = count(({ is }) => is === 'waiting');
  const known = count(({ r, is }) => r === 'replayed' && is !== 'quarantined' && is !== 'waiting');
  const lines = [
    known > 0 ? t('carryKnown', { count: known }) : '',
    waiting > 0 ? t('carryWaiting', { count: waiting }) : '',
    held > 0 ? t('carryHeld', { count: held }) : '',
    verified ? '' : t('carryUnsigned'),
  ].filter(Boolean);
  return (
    <div data-testid="carried" className="grid gap-3">
      <Banner
        tone={verified && held === 0 ? 'ok' : 'wait'}
        title={t('carryDone', { count: results.length })}
      >
        {lines.join(' · ')}
      </Banner>
      <div>
        <Button onClick={props.onAnother}>{t('carryAnother')}</Button>
      </div>
    </div>
  );
}
