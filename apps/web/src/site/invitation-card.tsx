'use client';

import { siteWords } from '@oson/messages/site';
import { Banner, Button, LinkButton, Spinner, useLocale, useWords } from '@oson/ui';
import { knock } from '../wiring/auth-client.ts';
import { trpc } from '../wiring/office-client.tsx';
import { refusalText } from '../wiring/refusal.ts';
import { AccountForm } from './account-form.tsx';
import { ProofForm } from './proof-form.tsx';
import { FormHead } from './site-frame.tsx';
import { useFragment } from './use-fragment.ts';

/** An invitation: sign in or up with the invited address, prove it, accept. */
export function InvitationCard() {
  const t = useWords(siteWords);
  const { locale } = useLocale();
  const id = useFragment();
  const look = trpc.account.lookAtInvitation.useQuery({ id }, { enabled: Boolean(id) });
  const me = trpc.account.me.useQuery();
  const accept = trpc.account.acceptInvitation.useMutation({
    onSuccess: () => window.location.assign('/office'),
  });
  if (look.error) return <Banner alert tone="review" title={refusalText(look.error, locale)} />;
  if (!look.data || me.isPending) return <Spinner />;
  const { chainName, email, state } = look.data;
  const own = me.data?.own;
  const isOther = own && own.email !== email;
  const signOut = () => void knock('sign-out').then(() => me.refetch());
  if (state === 'over') {
    return <Banner tone="wait" title={t('inviteOver')} />;
  }
  return (
    <div className="grid gap-5">
      <FormHead
        title={t('inviteTitle', { chain: chainName })}
        text={isOther ? t('inviteOther', { email }) : t('inviteText', { email })}
      />
      {isOther ? (
        <Button size="lg" block onClick={signOut}>
          {t('signOut')}
        </Button>
      ) : !own ? (
        <>
          <LinkButton size="lg" variant="primary" href={`/sign-in?next=/invitation#${id}`}>
            {t('signIn')}
          </LinkButton>
          <AccountForm identifier={email} onDone={() => void me.refetch()} />
        </>
      ) : own.emailProven ? (
        <>
          {accept.error ? (
            <Banner alert tone="review" title={refusalText(accept.error, locale)} />
          ) : null}
          <Button
            size="lg"
            variant="primary"
            block
            busy={accept.isPending}
            onClick={() => accept.mutate({ id })}
          >
            {t('inviteAccept')}
          </Button>
        </>
      ) : (
        <>
          <Banner tone="info" title={t('inviteProve')} />
          <ProofForm to={email} overdue={false} onDone={() => void me.refetch()} />
        </>
      )}
    </div>
  );
}
