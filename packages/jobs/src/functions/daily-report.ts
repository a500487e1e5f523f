import {
  formatDate,
  formatMoney,
  formatQuantity,
  formatTime,
  type Locale,
  wordsOf,
} from '@oson/messages';
import { jobWords } from '@oson/messages/jobs';
import { type DailySummary, dailySummary, verifyAudit } from '@oson/operations';
import { businessDate } from '@oson/domain';
import type { Inngest } from 'inngest';
import { dataOf } from '../events.ts';
import type { JobPorts } from '../job-ports.ts';
import { ownersOf } from '../owner-mail.ts';

const TASHKENT_MIN = 300;
const SEND_MAX = 200;

/** Each evening: one event for each chain, so that one chain's trouble stops no other. */
export const startDailyReports = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    { id: 'start-daily-reports', triggers: [{ cron: 'TZ=Asia/Tashkent 30 22 * * *' }] },
    async ({ step }) => {
      const events = await step.run('list the chains', async () => {
        const date = businessDate(ports.now(), TASHKENT_MIN, 0);
        const tenants = await ports.db.jobs.tenantSettings.findMany({
          where: { status: 'active' },
          select: { tenantId: true },
        });
        return tenants.map(({ tenantId }) => ({
          id: `report-${tenantId}-${date}`,
          name: 'report/daily',
          data: { tenantId, date },
        }));
      });
      for (let i = 0; i < events.length; i += SEND_MAX) {
        await step.sendEvent(`send from ${i}`, events.slice(i, i + SEND_MAX));
      }
      return { chains: events.length };
    },
  );

/** Mails one chain's owners what the day brought. */
export const mailDailyReport = (client: Inngest, ports: JobPorts) =>
  client.createFunction(
    { id: 'daily-report', retries: 8, concurrency: 5, triggers: [{ event: 'report/daily' }] },
    async ({ event, step }) => {
      const { tenantId, date } = dataOf('report/daily', event.data);
      const summary = await step.run('sum up the day', () =>
        ports.db.inTenant(tenantId, (tx) => dailySummary(tx, date)),
      );
      await step.run('check the log', () => checkLog(ports, tenantId));
      const owners = await step.run('find the owners', () => ownersOf(ports, tenantId));
      for (const [index, owner] of owners.entries()) {
        await step.run(`mail ${index}`, () =>
          ports.sendMail({
            to: owner.email,
            tenantId,
            ...reportLetter(summary, owner.locale, ports.officeOrigin),
          }),
        );
      }
      return { sent: owners.length };
    },
  );

/**
 * Recomputes the chain of the tenant's log (S29). The head that is kept with the run tells later
 * whether its end was cut off.
 */
async function checkLog({ db, logger }: JobPorts, tenantId: string) {
  const check = await db.inTenant(tenantId, (tx) => verifyAudit(tx));
  const { brokenAt, unlinked } = check;
  if (brokenAt !== null || unlinked > 0) {
    logger.error({ tenantId, brokenAt, unlinked }, 'the audit log was changed by hand');
  }
  return check;
}

/** The report as a mail, in the reader's language. */
export function reportLetter(summary: DailySummary, locale: Locale, officeOrigin: string) {
  const t = wordsOf(jobWords, locale);
  const money = (tiyin: number) => formatMoney(tiyin, locale);
  const date = formatDate(summary.date, locale, TASHKENT_MIN, 'long');
  const { figures, received } = summary;
  const lines = [t('reportGreeting', { chain: summary.chainName, date }), ''];
  if (figures.saleCount === 0) lines.push(t('reportNothing'));
  else lines.push(...figureLines(summary, locale));
  lines.push('');
  if (received.pending > 0) {
    const sum = money(received.pendingSum);
    lines.push(t('reportOwing', { count: received.pending, sum }));
  } else if (received.through !== null) {
    lines.push(t('reportComplete', { time: formatTime(received.through, locale, TASHKENT_MIN) }));
  }
  if (summary.openFlags > 0) {
    const link = `${officeOrigin}/office/flags`;
    lines.push(t('reportFlags', { count: summary.openFlags, link }));
  }
  const subject = t('reportSubject', {
    chain: summary.chainName,
    date,
    gross: money(figures.gross),
  });
  return { subject, text: lines.join('\n') };
}

function figureLines(summary: DailySummary, locale: Locale): string[] {
  const t = wordsOf(jobWords, locale);
  const money = (tiyin: number) => formatMoney(tiyin, locale);
  const { figures, stores } = summary;
  const lines = [t('reportSales', { gross: money(figures.gross), count: figures.saleCount })];
  if (figures.returnCount > 0) {
    const sum = money(figures.refunds);
    lines.push(t('reportReturns', { sum, count: figures.returnCount }));
  }
  if (figures.discount > 0) lines.push(t('reportDiscount', { sum: money(figures.discount) }));
  lines.push(t('reportTax', { sum: money(figures.tax) }));
  if (stores.length > 1) {
    lines.push('', t('reportStores'));
    for (const store of stores) {
      const gross = money(store.gross);
      lines.push(t('reportStore', { store: store.name, gross, count: store.saleCount }));
    }
  }
  lines.push('', t('reportTop'));
  for (const [index, item] of summary.topItems.entries()) {
    const quantity = formatQuantity(item.quantity, item.unit, locale);
    const gross = money(item.gross);
    lines.push(t('reportTopItem', { place: index + 1, name: item.name, quantity, gross }));
  }
  return lines;
}
