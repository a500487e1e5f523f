import { createSign, type KeyObject } from 'node:crypto';
import { identityOver } from '@oson/auth';
import {
  HEADER_INCARNATION,
  HEADER_NONCE,
  HEADER_SIGNATURE,
  type HelloRequest,
  sha256Hex,
  signedText,
} from '@oson/contract';
import { createLogger } from '@oson/telemetry';
import type { ATerminal, TestDatabase } from '@oson/testing';
import type { FastifyInstance } from 'fastify';
import { buildWorker } from './build-worker.ts';

export const POS_ORIGIN = 'https://pos.example.test';
export const OFFICE_ORIGIN = 'https://office.example.test';
const ENV = {
  OFFICE_ORIGIN,
  CONSOLE_ORIGIN: 'https://console.example.test',
  POS_ORIGIN,
  BETTER_AUTH_SECRET: 'a secret of tests that is long enough',
  SERVER_SECRET: 'another secret of tests, long enough',
};

export type AWorker = {
  app: FastifyInstance;
  identity: ReturnType<typeof identityOver>;
  /** What nobody expected in this test. */
  unexpected: unknown[];
};

/** The worker of a test on its own database, without a port. `now` moves its clock. */
export async function aWorker(at: TestDatabase, now: () => number = Date.now): Promise<AWorker> {
  const identity = identityOver(at.db, ENV);
  identity.enrolment = { ...identity.enrolment, now };
  const unexpected: unknown[] = [];
  const app = await buildWorker({
    identity,
    logger: createLogger('worker'),
    posOrigin: POS_ORIGIN,
    officeOrigin: ENV.OFFICE_ORIGIN,
    restoreWindowDays: 35,
    report: (error) => unexpected.push(error),
  });
  return { app, identity, unexpected };
}

export type Answer = { status: number; data: unknown; refusal: Refusal | null; headers: object };
export type Refusal = { code: string; details: Record<string, string | number> };
type Sent = { headers?: Record<string, string>; body?: string };

/** Calls a procedure as a page of the POS does. */
export async function call(
  { app }: AWorker,
  procedure: string,
  input: unknown,
  sent: Sent = {},
): Promise<Answer> {
  const response = await app.inject({
    method: 'POST',
    url: `/trpc/${procedure}`,
    headers: { 'content-type': 'application/json', origin: POS_ORIGIN, ...sent.headers },
    payload: sent.body ?? JSON.stringify({ json: input }),
  });
  const body = response.json() as {
    result?: { data: { json: unknown } };
    error?: { json: { data: { oson: Refusal } } };
  };
  return {
    status: response.statusCode,
    data: body.result?.data.json ?? null,
    refusal: body.error?.json.data.oson ?? null,
    headers: response.headers,
  };
}

export type Signing = {
  nonce: string;
  incarnation?: string;
  privateKey?: KeyObject;
  /** Signed over another body or path than the one that is sent. */
  over?: { body?: string; path?: string };
};

/** A request of a terminal, signed with its own key unless told otherwise. */
export async function signedCall(
  worker: AWorker,
  terminal: ATerminal,
  procedure: string,
  input: unknown,
  signing: Signing,
): Promise<Answer> {
  const body = JSON.stringify({ json: input });
  const path = signing.over?.path ?? `/trpc/${procedure}`;
  const text = signedText('POST', path, sha256Hex(signing.over?.body ?? body), signing.nonce);
  const key = signing.privateKey ?? terminal.privateKey;
  const signature = createSign('sha256')
    .update(text)
    .sign({ key, dsaEncoding: 'ieee-p1363' })
    .toString('base64url');
  const headers = {
    [HEADER_INCARNATION]: signing.incarnation ?? terminal.incarnationId,
    [HEADER_NONCE]: signing.nonce,
    [HEADER_SIGNATURE]: signature,
  };
  return call(worker, procedure, input, { headers, body });
}

/** What a terminal says when it has nothing to send. */
export function aHello(terminal: ATerminal, over: Partial<HelloRequest> = {}): HelloRequest {
  return {
    proto: 1,
    app: '1.0.0',
    incarnation: terminal.incarnationId,
    maxSeq: 0,
    acked: [],
    pending: { count: 0, sum: 0, oldestAt: null },
    cursor: null,
    wallMs: Date.now(),
    monoMs: 1,
    storage: { persisted: true, freeBytes: null, usedBytes: null },
    ...over,
  };
}
