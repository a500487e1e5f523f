/** The engine as a process of its own with its event door, so that tests can kill -9 it. */
import http from 'node:http';
import { startEngine } from './engine.ts';
import type { IncomingEvent } from './event-intake.ts';

const engine = await startEngine({
  connectionString: process.env.JOBS_DATABASE_URL ?? '',
  signingKey: process.env.INNGEST_SIGNING_KEY ?? '',
  heartbeatS: 10,
  pollMs: 200,
  backoff: (attempt) => 100 * 2 ** attempt,
  onError: (error) => console.error(error.message),
});
http
  .createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { url: string };
    const seed = request.headers['x-inngest-event-id-seed'];
    const done = request.url?.startsWith('/e/')
      ? await engine.ingest([body].flat() as unknown as IncomingEvent[], String(seed ?? '') || null)
      : await engine.sync(body.url);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ids: done, status: 200 }));
  })
  .listen(Number(process.env.PORT), '127.0.0.1', () => console.log('up'));
