import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLogger, currentRequestId, inRequest } from './logger.ts';

function written(act: (logger: ReturnType<typeof createLogger>) => void): {
  text: string;
  lines: Record<string, unknown>[];
} {
  let text = '';
  act(createLogger('test', { write: (line: string) => void (text += line) }));
  const lines = text.trim().split('\n').filter(Boolean);
  return { text, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const CANARIES = [
  '+998901234567',
  'Dilnoza',
  'dilnoza@mail.uz',
  '4471',
  'hunter2-hunter2',
  'sig-9f',
];

test('no personal datum or secret reaches a log line, however deep it lies', () => {
  const { text } = written((logger) => {
    const person = {
      name: 'Dilnoza',
      phone: '+998901234567',
      email: 'dilnoza@mail.uz',
      pin: '4471',
    };
    logger.info({ a: { b: [{ c: person }] }, password: 'hunter2-hunter2' }, 'somebody came');
    logger.info({ headers: { 'X-Oson-Signature': 'sig-9f', Authorization: 'hunter2-hunter2' } });
    logger.warn('told %s of dilnoza@mail.uz at +998 90 123 45 67', '+998901234567');
    logger.error({ err: new Error('duplicate key (email)=(dilnoza@mail.uz)') });
    logger.error(new Error('cannot reach postgres://app:hunter2-hunter2@db/oson'));
    logger.info({ req: { method: 'GET', url: '/x?phone=+998901234567', headers: person } });
  });
  for (const canary of CANARIES) expect(text).not.toContain(canary);
  expect(text).not.toContain('90 123');
  expect(text.split('\n').length).toBe(7);
});

test('what helps to find a fault stays', () => {
  const { lines } = written((logger) => {
    const error = Object.assign(new Error(`${'source '.repeat(500)}\nviolates row security`), {
      code: 'P2039',
    });
    logger.error({ err: error, opId: '0190-1', rows: 3n, at: new Date(0) }, 'not posted');
  });
  expect(lines[0]).toMatchObject({
    level: 'error',
    part: 'test',
    msg: 'not posted',
    opId: '0190-1',
    rows: '3',
    at: '1970-01-01T00:00:00.000Z',
  });
  const err = lines[0]?.err as { code: string; message: string; stack: string };
  expect(err.code).toBe('P2039');
  expect(err.message).toMatch(/violates row security$/);
  expect(err.message.length).toBeLessThanOrEqual(500);
  expect(err.stack).toContain('logger.test.ts');
});

test('a request is known to all that it starts, and to nothing beside it', async () => {
  const ids = await Promise.all(
    ['one', 'two'].map((id) =>
      inRequest(id, async () => {
        await setTimeout(2);
        return currentRequestId();
      }),
    ),
  );
  expect(ids).toEqual(['one', 'two']);
  expect(currentRequestId()).toBe('');
  const { lines } = written((logger) => inRequest('three', () => logger.info('here')));
  expect(lines[0]?.requestId).toBe('three');
});
