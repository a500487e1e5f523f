import type { AppRouter } from '@oson/api';
import {
  type EnrolBeginRequest,
  type EnrolFinishRequest,
  type EnrolLookRequest,
  type EnrolPollRequest,
  type EnrolRedeemRequest,
  type GoLiveRequest,
  HEADER_INCARNATION,
  HEADER_NONCE,
  HEADER_SIGNATURE,
  type HelloAnswer,
  type HelloRequest,
  type PullAnswer,
  type PullRequest,
  type PushAnswer,
  type PushRequest,
  type ReportAnswer,
  type ReportRequest,
  sha256Hex,
  signedText,
} from '@oson/contract';
import { PortError, type RequestSigner } from '@oson/pos/ports';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import superjson from 'superjson';

const TIMEOUT_MS = 45_000;

export type PosWire = ReturnType<typeof openWire>;

/** One terminal's line to the worker, or without a signer that of a device that is none yet. */
export function openWire(origin: string, signer: RequestSigner | null) {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${origin}/trpc`,
        transformer: superjson,
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
    push: (request: PushRequest) =>
      asked(client.sync.push.mutate(request) as Promise<PushAnswer>, isPush),
    pull: (request: PullRequest) =>
      asked(client.sync.pull.mutate(request) as Promise<PullAnswer>, isPull),
    report: (request: ReportRequest) =>
      asked(client.sync.report.mutate(request) as Promise<ReportAnswer>),
    goLive: (request: GoLiveRequest) => asked(client.sync.goLive.mutate(request)),
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
  return fetch(url, { ...init, headers, credentials: 'omit', cache: 'no-store', signal });
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
