'use client';

import { Spinner } from '@oson/ui';
import { useEffect } from 'react';
import { PromiseAside } from '../../../site/promise-aside.tsx';
import { ProofForm } from '../../../site/proof-form.tsx';
import { SiteFrame } from '../../../site/site-frame.tsx';
import { trpc } from '../../../wiring/office-client.tsx';

/** Proof of the account's address; the office sends people here when 72 hours are over. */
export default function ProvePage() {
  const me = trpc.account.me.useQuery();
  const isNobody = me.data === null;
  useEffect(() => {
    if (isNobody) window.location.replace('/sign-in?next=/prove');
  }, [isNobody]);
  const own = me.data?.own;
  return (
    <SiteFrame aside={<PromiseAside />}>
      {own ? (
        <ProofForm
          to={own.email ?? own.phone ?? ''}
          overdue={own.proofOverdue}
          onDone={() => window.location.assign('/office')}
        />
      ) : (
        <Spinner />
      )}
    </SiteFrame>
  );
}
