import { type Locale, localeOf, wordsOf } from '@oson/messages';
import { mailWords } from '@oson/messages/mail';
import type { InvitationMail } from '../create-auth.ts';
import type { Posts } from '../posts/posts.ts';
import { CODE_VALID_MIN } from './one-time-code.ts';

/** Where a letter goes: mail or SMS, in the person's language. */
export type Recipient = { channel: 'email' | 'phone'; to: string; locale: string };

export type Letters = {
  code: (to: Recipient, code: string) => Promise<void>;
  reset: (to: Recipient, code: string, identifier: string) => Promise<void>;
  passwordChanged: (to: Recipient) => Promise<void>;
  addressChanged: (to: Recipient, target: string) => Promise<void>;
  invitation: (invitation: InvitationMail) => Promise<void>;
};

const words = (locale: string) => wordsOf(mailWords, localeOf(locale) ?? ('uz-Latn' as Locale));

/** The letters about accounts, with links to the office's own origin. */
export function createLetters(posts: Posts, officeOrigin: string): Letters {
  const forgot = `${officeOrigin}/forgot-password`;
  const mail = (to: string, subject: string, text: string, tenantId?: string) =>
    posts.mail.send({ to, subject, text, tenantId });
  const minutes = CODE_VALID_MIN;
  return {
    code: (to, code) => {
      const t = words(to.locale);
      if (to.channel === 'phone')
        return posts.sms.send({ to: to.to, text: t('codeSms', { code }) });
      return mail(to.to, t('codeSubject', { code }), t('codeText', { code, minutes }));
    },
    reset: (to, code, identifier) => {
      const t = words(to.locale);
      if (to.channel === 'phone') {
        return posts.sms.send({ to: to.to, text: t('resetSms', { code }) });
      }
      // In the fragment: it reaches no server log and no Referer.
      const link = `${forgot}#${new URLSearchParams({ identifier, code }).toString()}`;
      return mail(to.to, t('resetSubject', { code }), t('resetText', { code, minutes, link }));
    },
    passwordChanged: (to) => {
      const t = words(to.locale);
      if (to.channel === 'phone') {
        return posts.sms.send({ to: to.to, text: `OsonSavdo: ${t('passwordSubject')}` });
      }
      return mail(to.to, t('passwordSubject'), t('passwordText', { link: forgot }));
    },
    addressChanged: (to, target) => {
      const t = words(to.locale);
      if (to.channel === 'phone') {
        return posts.sms.send({ to: to.to, text: `OsonSavdo: ${t('changedSubject')}: ${target}` });
      }
      return mail(to.to, t('changedSubject'), t('changedText', { target, link: forgot }));
    },
    invitation: (invitation) => {
      const t = words(invitation.locale);
      const link = `${officeOrigin}/invitation#${invitation.invitationId}`;
      const names = { chain: invitation.chainName, inviter: invitation.inviterName };
      return mail(
        invitation.to,
        t('inviteSubject', names),
        t('inviteText', { ...names, link }),
        invitation.tenantId,
      );
    },
  };
}
