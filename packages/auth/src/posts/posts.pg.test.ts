import net from 'node:net';
import { type TestDatabase, testDatabase } from '@oson/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postSettings } from '../settings/post-settings.ts';
import { openPosts, readOutbox } from './posts.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

test('without settings both drivers are local, say so, and keep the whole text', async () => {
  const posts = openPosts(base.db.auth, postSettings({}));
  expect([posts.mail.driver, posts.sms.driver]).toEqual(['local', 'local']);
  await posts.mail.send({ to: 'a@example.uz', subject: 'Salom', text: 'Kod: 123456' });
  await posts.sms.send({ to: '+998901234567', text: 'Kod: 654321' });
  expect(await readOutbox(base.db.auth)).toMatchObject([
    { channel: 'sms', to: '+998901234567', body: 'Kod: 654321' },
    { channel: 'mail', to: 'a@example.uz', subject: 'Salom', body: 'Kod: 123456' },
  ]);
});

test('with SMTP the letter leaves, and the row left behind holds no text', async () => {
  const smtp = await aMailServer();
  const posts = openPosts(
    base.db.auth,
    postSettings({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}` }),
  );
  expect(posts.mail.driver).toBe('smtp');
  await posts.mail.send({ to: 'b@example.uz', subject: 'Kod', text: 'Kod: 999111' });
  expect(smtp.letters.join('\n')).toContain('Kod: 999111');
  const row = await base.db.auth.notification.findFirstOrThrow({
    where: { recipient: 'b@example.uz' },
  });
  expect(row).toMatchObject({ driver: 'smtp', body: '', error: null });
  expect(row.sentAt).not.toBeNull();
  expect((await readOutbox(base.db.auth)).map((each) => each.to)).not.toContain('b@example.uz');
  await smtp.close();
});

test('a mail server that is away is told to the caller and noted in the row', async () => {
  const posts = openPosts(base.db.auth, postSettings({ SMTP_URL: 'smtp://127.0.0.1:1' }));
  await expect(
    posts.mail.send({ to: 'c@example.uz', subject: 'Kod', text: 'Kod' }),
  ).rejects.toThrow(/ECONNREFUSED/);
  const row = await base.db.auth.notification.findFirstOrThrow({
    where: { recipient: 'c@example.uz' },
  });
  expect(row.sentAt).toBeNull();
  expect(row.error).toContain('ECONNREFUSED');
});

/** The smallest mail server that a letter can be handed to. */
async function aMailServer() {
  const letters: string[] = [];
  const server = net.createServer((socket) => {
    let inLetter = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (inLetter) {
        letters.push(text);
        if (!letters.join('').includes('\r\n.\r\n')) return;
        inLetter = false;
        socket.write('250 taken\r\n');
      } else if (text.startsWith('DATA')) {
        inLetter = true;
        socket.write('354 go on\r\n');
      } else if (text.startsWith('QUIT')) {
        socket.end('221 bye\r\n');
      } else {
        socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port, letters, close };
}
