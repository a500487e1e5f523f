import type { AppRouter } from '@oson/api';
import {
  type EnrolBeginRequest,
  type EnrolFinishRequest,
  type EnrolLookRequest,
  type EnrolPollRequest,
  type EnrolRedeemRequest,
  GZIP_FROM_BYTES,
  type GoLiveRequest,
  HEADER_INCARNATION,
  HEADER_NONCE,
  HEADER_SIGNATURE,
  type HelloAnswer,
  type HelloRequest,
  type ImportAnswer,
  type ImportRequest,
  type PullAnswer,
  type PullRequest,
  type PushAnswer,
  type PushRequest,
  type RenewAnswer,
  type RenewRequest,
  type ReportAnswer,
  type ReportRequest,
  sha256Hex,
  signedText,
} from '@oson/contract';
import { PortError, type RequestSigner } from '@oson/pos/ports';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import superjson from 'superjson';

const TIMEOUT_MS = 45_000;
/** Two megabytes over a slow line. */
const SNAPSHOT_TIMEOUT_MS = 300_000;
const PROGRESS_MS = 1000;
const ENCODING = 'content-encoding';
const GZIP = { [ENCODING]: 'gzip' };

export type PosWire = ReturnType<typeof openWire>;

/** One terminal's line to the worker, or without a signer that of a device that is none yet. */
export function openWire(origin: string, signer: RequestSigner | null) {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${origin}/trpc`,
        transformer: superjson,
        headers: ({ op }) => (op.context.gzip === true ? GZIP : {}),
        fetch: (url, init) =>
          send(url instanceof Request ? url.url : url.toString(), init as RequestInit, signer),
      }),
    ],
  });
  return {
    enrolBegin: (request: EnrolBeginRequest) => asked(client.enrol.begin.mutate(request)),
    enrolPoll: (request: EnrolPollRequest) => asked(client.enrol.poll.mutate(request)),
    enrolFinish: (request: EnrolFinishRequest) => asked(client.enrol.finish.mutate(request)),
    enrolLook: (request: EnrolLookRequest) => asked(client.enrol.look.mutate(request)),
    enrolRedeem: (request: EnrolRedeemRequest) => asked(client.enrol.redeem.mutate(request)),
    hello: (request: HelloRequest) =>
      asked(client.sync.hello.mutate(request) as Promise<HelloAnswer>, isHello),
    push: (request: PushRequest, how = { gzip: false }) =>
      asked(client.sync.push.mutate(request, { context: how }) as Promise<PushAnswer>, isPush),
    pull: (request: PullRequest) =>
      asked(client.sync.pull.mutate(request) as Promise<PullAnswer>, isPull),
    fetchSnapshot: (url: string, progress: () => void) => fetchText(new URL(url, origin), progress),
    report: (request: ReportRequest) =>
      asked(client.sync.report.mutate(request) as Promise<ReportAnswer>),
    goLive: (request: GoLiveRequest) => asked(client.sync.goLive.mutate(request)),
    renew: (request: RenewRequest) =>
      asked(client.sync.renew.mutate(request) as Promise<RenewAnswer>),
    importBundle: (request: ImportRequest) =>
      asked(client.sync.import.mutate(request) as Promise<ImportAnswer>),
  };
}

/** Signed over method, path, digest of the body and nonce; without a cookie of anybody. */
async function send(
  url: string,
  init: RequestInit,
  signer: RequestSigner | null,
): Promise<Response> {
  const headers = new Headers(init.headers);
  if (signer) {
    const body = typeof init.body === 'string' ? init.body : '';
    const nonce = signer.nonce() ?? '';
    const { pathname } = new URL(url);
    const text = signedText(init.method ?? 'POST', pathname, sha256Hex(body), nonce);
    headers.set(HEADER_INCARNATION, signer.incarnation);
    headers.set(HEADER_NONCE, nonce);
    headers.set(HEADER_SIGNATURE, await signer.sign(text));
  }
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const body = await compressed(init.body, headers);
  return fetch(url, { ...init, body, headers, credentials: 'omit', cache: 'no-store', signal });
}

/** A file by an address that says all: no signature, no cookie, and nothing else than its text. */
async function fetchText(url: URL, progress: () => void): Promise<string> {
  const signal = AbortSignal.timeout(SNAPSHOT_TIMEOUT_MS);
  const answer = await fetch(url, { credentials: 'omit', cache: 'no-store', signal }).catch(() => {
    throw new PortError(null, null);
  });
  if (!answer.ok) throw new PortError(answer.status, null);
  return textOf(answer, progress).catch(() => {
    throw new PortError(null, null);
  });
}

/** `progress` at most each second: each call is a turn of the protocol. */
async function textOf({ body }: Response, progress: () => void): Promise<string> {
  if (!body) return '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const parts: string[] = [];
  let told = performance.now();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts.join('');
    parts.push(value);
    if (performance.now() - told < PROGRESS_MS) continue;
    told = performance.now();
    progress();
  }
}

/** The signature is over the text as it was; where compression is asked for, less travels. */
async function compressed(body: RequestInit['body'], headers: Headers) {
  if (!headers.has(ENCODING)) return body ?? null;
  const tooSmall = typeof body !== 'string' || body.length < GZIP_FROM_BYTES;
  if (tooSmall || typeof CompressionStream === 'undefined') {
    headers.delete(ENCODING);
    return body ?? null;
  }
  const stream = new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

/** An answer of the protocol, or a PortError with what is known of the exchange. */
async function asked<T>(answer: Promise<T>, isOfProtocol?: (answer: T) => boolean): Promise<T> {
  let given: T;
  try {
    given = await answer;
  } catch (fault) {
    throw portError(fault);
  }
  // A captive portal answers everything with 200: what is not of this protocol counts as no answer.
  if (isOfProtocol && !isOfProtocol(given)) throw new PortError(null, null);
  return given;
}

type ErrorData = { httpStatus?: number; oson?: { code?: string; details?: object } } | undefined;

function portError(fault: unknown): PortError {
  if (!(fault instanceof TRPCClientError)) return new PortError(null, null);
  const data = fault.data as ErrorData;
  const response = fault.meta?.response as Response | undefined;
  const status = data?.httpStatus ?? response?.status ?? null;
  const details = (data?.oson?.details ?? {}) as Record<string, unknown>;
  return new PortError(status, data?.oson?.code ?? null, details);
}

const isHello = (answer: HelloAnswer) =>
  Number.isInteger(answer?.epoch) && Array.isArray(answer.held) && Boolean(answer.admit);
const isPush = (answer: PushAnswer) =>
  Number.isInteger(answer?.epoch) && Array.isArray(answer.results) && Boolean(answer.admit);
const isPull = (answer: PullAnswer) =>
  Number.isInteger(answer?.epoch) && Array.isArray(answer.rows) && Boolean(answer.cursor);
