'use client';

import { siteWords } from '@oson/messages/site';
import { useWords } from '@oson/ui';
import { ownPath } from '../../../site/own-path.ts';
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
  // An address from outside would lead people away.
  const own = next === null ? null : ownPath(next, window.location.origin);
  window.location.assign(own === null ? '/office' : own + window.location.hash);
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
