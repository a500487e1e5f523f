import { readSettings, type Settings, setting } from '@oson/telemetry';
import { z } from 'zod';

const SCHEMA = {
  SMTP_URL: setting(
    z.string().optional(),
    'mail server; without one mails stay in the local outbox',
    'smtps://user:password@smtp.example.uz:465',
  ),
  MAIL_FROM: setting(
    z.string().default('OsonSavdo <no-reply@osonsavdo.uz>'),
    'who mails come from',
    'OsonSavdo <no-reply@example.uz>',
  ),
  ESKIZ_EMAIL: setting(
    z.string().optional(),
    'log-in at the SMS service; without it messages stay in the local outbox',
    'shop@example.uz',
  ),
  ESKIZ_PASSWORD: setting(z.string().optional(), 'password at the SMS service', 'a secret'),
  ESKIZ_FROM: setting(z.string().default('4546'), 'number that messages come from', '4546'),
};

/** How mails and messages leave this deployment. */
export type PostSettings = Settings<typeof SCHEMA>;

export const postSettings = (env: NodeJS.ProcessEnv): PostSettings => readSettings(SCHEMA, env);
