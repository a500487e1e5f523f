'use client';

import { siteWords } from '@oson/messages/site';
import { useWords } from '@oson/ui';
import { PromiseAside } from '../../../site/promise-aside.tsx';
import { type SignedIn, SignInForm } from '../../../site/sign-in-form.tsx';
import { SiteFrame } from '../../../site/site-frame.tsx';
import { originsOf } from '../../../wiring/origins-client.ts';

/** Where to go: support to its own origin, an invitation back to itself, everybody else to work. */
async function goOn(who: SignedIn): Promise<void> {
  const next = new URLSearchParams(window.location.search).get('next');
  if (who.isSupport) {
    const { console: consoleOrigin } = await originsOf();
    window.location.assign(`${consoleOrigin}/console`);
    return;
  }
  // Only a path of this origin: an address from outside would lead people away.
  const isOwn = next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\');
  window.location.assign(isOwn ? next + window.location.hash : '/office');
}

export default function SignInPage() {
  const t = useWords(siteWords);
  return (
    <SiteFrame aside={<PromiseAside />}>
      <SignInForm
        withLinks
        title={t('welcomeBack')}
        text={t('signInText')}
        onDone={(who) => void goOn(who)}
      />
    </SiteFrame>
  );
}
