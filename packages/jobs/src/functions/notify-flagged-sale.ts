import { type FlagNotice, flagNotice } from '@oson/operations';
import { jobWords } from '@oson/messages/jobs';
import { type Locale, wordsOf } from '@oson/messages';
import type { Inngest } from 'inngest';
import { dataOf } from '../events.ts';
import type { JobPorts } from '../job-ports.ts';
import { ownersOf } from '../owner-mail.ts';

/** Tells the owners that a sale needs a look. */
export const notifyFlaggedSale = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    { id: 'notify-flagged-sale', retries: 6, triggers: [{ event: 'sale/flagged' }] },
    async ({ event, step }) => {
      const { tenantId, flagId } = dataOf('sale/flagged', event.data);
      // One step: each is a call of its own, and there may be many flags.
      const { notice, owners } = await step.run('read the flag', async () => ({
        notice: await ports.db.inTenant(tenantId, (tx) => flagNotice(tx, flagId)),
        owners: await ownersOf(ports, tenantId),
      }));
      if (!notice) return { sent: 0 };
      for (const [index, owner] of owners.entries()) {
        await step.run(`mail ${index}`, () =>
          ports.sendMail({ to: owner.email, tenantId, ...letter(notice, owner.locale, ports) }),
        );
      }
      return { sent: owners.length };
    },
  );

const KNOWN = ['oversell', 'price-changed', 'arithmetic', 'clock'] as const;

function letter(notice: FlagNotice, locale: Locale, ports: JobPorts) {
  const t = wordsOf(jobWords, locale);
  const kind = KNOWN.find((known) => known === notice.kind) ?? 'other';
  const item = notice.itemName ?? '';
  const reason = kind === 'oversell' ? t('flag_oversell', { item }) : t(`flag_${kind}`);
  const receipt = notice.receiptNumber ?? '-';
  const link = `${ports.officeOrigin}/office/flags`;
  return {
    subject: t('flagSubject', { chain: notice.chainName, receipt }),
    text: [
      t('flagText', { store: notice.storeName, receipt, reason }),
      t('flagSafe', { link }),
    ].join('\n\n'),
  };
}
