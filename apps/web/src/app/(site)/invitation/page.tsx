'use client';

import { InvitationCard } from '../../../site/invitation-card.tsx';
import { PromiseAside } from '../../../site/promise-aside.tsx';
import { SiteFrame } from '../../../site/site-frame.tsx';

/** The invitation's id stands in the fragment: it reaches no log of any server. */
export default function InvitationPage() {
  return (
    <SiteFrame aside={<PromiseAside />}>
      <InvitationCard />
    </SiteFrame>
  );
}
