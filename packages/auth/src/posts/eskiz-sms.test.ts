import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eskizSms } from './eskiz-sms.ts';

const LOGIN = 'https://notify.eskiz.uz/api/auth/login';
const SEND = 'https://notify.eskiz.uz/api/message/sms/send';
const access = { email: 'shop@example.uz', password: 'secret', from: '4546' };
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

test('an SMS goes out with the token of one log-in, the number without its plus', async () => {
  let logins = 0;
  const sent: unknown[] = [];
  server.use(
    http.post(LOGIN, async ({ request }) => {
      logins += 1;
      expect(await request.json()).toEqual({ email: access.email, password: access.password });
      return HttpResponse.json({ data: { token: 'token-1' } });
    }),
    http.post(SEND, async ({ request }) => {
      expect(request.headers.get('authorization')).toBe('Bearer token-1');
      sent.push(await request.json());
      return HttpResponse.json({ status: 'waiting' });
    }),
  );
  const send = eskizSms(access);
  await send('+998901234567', 'Kod: 123456');
  await send('+998901234567', 'Kod: 654321');
  expect(logins).toBe(1);
  expect(sent[0]).toEqual({ mobile_phone: '998901234567', message: 'Kod: 123456', from: '4546' });
});

test('a token that has run out is fetched anew, once', async () => {
  let logins = 0;
  server.use(
    http.post(LOGIN, () => HttpResponse.json({ data: { token: `token-${++logins}` } })),
    http.post(SEND, ({ request }) =>
      request.headers.get('authorization') === 'Bearer token-1'
        ? new HttpResponse(null, { status: 401 })
        : HttpResponse.json({ status: 'waiting' }),
    ),
  );
  await eskizSms(access)('+998901234567', 'Kod');
  expect(logins).toBe(2);
});

test('a refusal is an error with the status, and never with the text of the message', async () => {
  server.use(
    http.post(LOGIN, () => HttpResponse.json({ data: { token: 'token' } })),
    http.post(SEND, () => HttpResponse.json({ message: 'no money' }, { status: 402 })),
  );
  const error = await eskizSms(access)('+998901234567', 'Kod 777').catch((e: Error) => e.message);
  expect(error).toBe('Eskiz did not take the message: 402');
  server.use(http.post(LOGIN, () => new HttpResponse(null, { status: 403 })));
  await expect(eskizSms(access)('+998901234567', 'x')).rejects.toThrow('log-in: 403');
});
