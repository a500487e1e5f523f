import { expect, test } from 'vitest';
import { z } from 'zod';
import { readSettings, SettingsError, setting } from './settings.ts';

const schema = {
  PORT: setting(z.coerce.number().int().min(1), 'the port the worker listens on', '3001'),
  SENTRY_DSN: setting(z.url().optional(), 'where errors are reported', 'https://key@host/1'),
  SERVER_SECRET: setting(
    z.string().min(32),
    'signs nonces and certificates',
    '32 random characters',
  ),
};

test('settings come typed, and an empty one counts as not set', () => {
  const secret = 's'.repeat(32);
  const read = readSettings(schema, { PORT: '3001', SENTRY_DSN: '', SERVER_SECRET: secret });
  expect(read).toEqual({ PORT: 3001, SENTRY_DSN: undefined, SERVER_SECRET: secret });
  const port: number = read.PORT;
  expect(port).toBe(3001);
});

test('all that is wrong is told at once: name, what for, example, and never the value', () => {
  let told = '';
  try {
    readSettings(schema, { PORT: 'abc', SERVER_SECRET: 'tooshortsecret' });
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    expect((error as SettingsError).names).toEqual(['PORT', 'SERVER_SECRET']);
    told = (error as Error).message;
  }
  expect(told).toMatch(/PORT is wrong .*the port the worker listens on, for example 3001/);
  expect(told).toMatch(/SERVER_SECRET is wrong/);
  expect(told).not.toContain('tooshortsecret');
  expect(() => readSettings({ PORT: schema.PORT }, {})).toThrow(/PORT is not set/);
});
