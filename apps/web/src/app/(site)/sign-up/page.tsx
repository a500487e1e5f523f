'use client';

import { Spinner } from '@oson/ui';
import { useEffect, useState } from 'react';
import { AccountForm } from '../../../site/account-form.tsx';
import { ShopForm } from '../../../site/shop-form.tsx';
import { SiteFrame } from '../../../site/site-frame.tsx';
import { TillPreview } from '../../../site/till-preview.tsx';
import type { TradeId } from '../../../site/trades.ts';
import { trpc } from '../../../wiring/office-client.tsx';

/** Two pages in one address: an account, then the shop. Who has both already goes to the office. */
export default function SignUpPage() {
  // Asked once: coming back to this tab must not lead away from a till that is being made.
  const me = trpc.account.me.useQuery(undefined, { refetchOnWindowFocus: false });
  const [trade, setTrade] = useState<TradeId>('grocery');
  const [name, setName] = useState('');
  const [first] = me.data?.chains ?? [];
  const firstId = first?.tenantId;
  const { mutate: choose } = trpc.account.chooseChain.useMutation({
    onSettled: () => window.location.replace('/office'),
  });
  useEffect(() => {
    if (firstId) choose({ tenantId: firstId });
  }, [firstId, choose]);
  return (
    <SiteFrame aside={<TillPreview trade={trade} shopName={name} />}>
      {me.isPending || firstId ? (
        <Spinner />
      ) : me.data ? (
        <ShopForm
          trade={trade}
          onTrade={setTrade}
          name={name}
          onName={setName}
          accountName={me.data.own.name}
        />
      ) : (
        <AccountForm page="1 / 2" onDone={() => void me.refetch()} />
      )}
    </SiteFrame>
  );
}
