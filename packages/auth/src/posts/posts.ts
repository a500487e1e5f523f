import { type AuthClient, uuidv7Now } from '@oson/db';
import { createTransport } from 'nodemailer';
import type { PostSettings } from '../settings/post-settings.ts';
import { eskizSms } from './eskiz-sms.ts';

export type Mail = { to: string; subject: string; text: string; tenantId?: string | undefined };
export type Sms = { to: string; text: string; tenantId?: string | undefined };
export type MailPort = { driver: 'smtp' | 'local'; send: (mail: Mail) => Promise<void> };
export type SmsPort = { driver: 'eskiz' | 'local'; send: (sms: Sms) => Promise<void> };
export type Posts = { mail: MailPort; sms: SmsPort };

/** The part of a client that the outbox needs; the auth and the jobs role both have it. */
type OutboxClient = Pick<AuthClient, 'notification'>;
type Note = {
  channel: 'mail' | 'sms';
  to: string;
  subject: string;
  body: string;
  tenantId?: string | undefined;
};

/**
 * Mail and SMS of this deployment: real drivers where they are set, else the local outbox, which
 * keeps the whole text and is shown at /dev/outbox of a loopback start. A real driver leaves a row
 * without the text, because texts hold codes.
 */
export function openPosts(client: OutboxClient, settings: PostSettings): Posts {
  return { mail: openMail(client, settings), sms: openSms(client, settings) };
}

function openMail(client: OutboxClient, settings: PostSettings): MailPort {
  const address = settings.SMTP_URL;
  if (!address) {
    return {
      driver: 'local',
      send: (mail) => keepLocally(client, { ...mail, channel: 'mail', body: mail.text }),
    };
  }
  const transport = createTransport(address);
  const from = settings.MAIL_FROM;
  return {
    driver: 'smtp',
    send: (mail) =>
      sendAndNote(client, 'smtp', { ...mail, channel: 'mail', body: '' }, async () => {
        await transport.sendMail({ from, to: mail.to, subject: mail.subject, text: mail.text });
      }),
  };
}

function openSms(client: OutboxClient, settings: PostSettings): SmsPort {
  const { ESKIZ_EMAIL: email, ESKIZ_PASSWORD: password, ESKIZ_FROM: from } = settings;
  if (!email || !password) {
    return {
      driver: 'local',
      send: (sms) =>
        keepLocally(client, { ...sms, channel: 'sms', subject: 'SMS', body: sms.text }),
    };
  }
  const send = eskizSms({ email, password, from });
  return {
    driver: 'eskiz',
    send: (sms) =>
      sendAndNote(client, 'eskiz', { ...sms, channel: 'sms', subject: 'SMS', body: '' }, () =>
        send(sms.to, sms.text),
      ),
  };
}

async function keepLocally(client: OutboxClient, note: Note): Promise<void> {
  await client.notification.create({ data: { ...rowOf(note, 'local'), sentAt: new Date() } });
}

async function sendAndNote(
  client: OutboxClient,
  driver: string,
  note: Note,
  send: () => Promise<void>,
): Promise<void> {
  const row = await client.notification.create({ data: rowOf(note, driver) });
  try {
    await send();
  } catch (error) {
    await client.notification.update({
      where: { id: row.id },
      data: { error: error instanceof Error ? error.message : String(error) },
    });
    throw error;
  }
  await client.notification.update({ where: { id: row.id }, data: { sentAt: new Date() } });
}

function rowOf(note: Note, driver: string) {
  return {
    id: uuidv7Now(),
    tenant: note.tenantId ?? null,
    channel: note.channel,
    recipient: note.to,
    subject: note.subject,
    body: note.body,
    driver,
  };
}

export type OutboxRow = {
  id: string;
  at: number;
  channel: string;
  to: string;
  subject: string;
  body: string;
};
const OUTBOX_ROWS_MAX = 100;

/** The newest messages of the local drivers, for the development page. */
export async function readOutbox(client: OutboxClient): Promise<OutboxRow[]> {
  const rows = await client.notification.findMany({
    where: { driver: 'local' },
    orderBy: { createdAt: 'desc' },
    take: OUTBOX_ROWS_MAX,
  });
  return rows.map((row) => ({
    id: row.id,
    at: row.createdAt.getTime(),
    channel: row.channel,
    to: row.recipient,
    subject: row.subject,
    body: row.body,
  }));
}
