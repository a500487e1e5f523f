import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { FunctionConfig, JobEvent, StepResult } from './protocol.ts';

/** As long as the protocol allows one request to take. */
const CALL_MS_MAX = 2 * 3_600_000;
const SYNC_MS_MAX = 15_000;

export type SdkAnswer = { status: number; headers: Headers; body: unknown };
export type SdkCall = {
  config: FunctionConfig;
  url: string;
  stepId: string;
  runId: string;
  event: JobEvent;
  /** Finished steps in the order in which they finished. */
  steps: { id: string; result: StepResult }[];
  attempt: number;
  attemptsMax: number;
  parallel: boolean;
};

export type SdkClient = {
  /** Asks a serve address for its functions (in-band registration). */
  functionsAt: (url: string) => Promise<FunctionConfig[]>;
  /** One request to the function; a transport fault comes back as status 0. */
  call: (call: SdkCall) => Promise<SdkAnswer>;
};

/** Speaks to the SDK's `serve`, signing each request with the key that both sides hold. */
export function sdkClient(signingKey: string): SdkClient {
  const send = (url: string, method: string, body: string, limitMs: number, more: object = {}) =>
    fetch(url, {
      method,
      body,
      headers: {
        'content-type': 'application/json',
        'x-inngest-server-kind': 'cloud',
        'x-inngest-signature': signature(signingKey, body, Date.now()),
        ...more,
      },
      signal: AbortSignal.timeout(limitMs),
    });
  return {
    functionsAt: async (url) => {
      const body = canonical({ url });
      const headers = { 'x-inngest-sync-kind': 'in_band' };
      const answer = await send(url, 'PUT', body, SYNC_MS_MAX, headers);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${url} did not register: ${answer.status} ${text}`);
      return (JSON.parse(text) as { functions: FunctionConfig[] }).functions;
    },
    call: async (call) => {
      const url = new URL(call.url);
      url.searchParams.set('fnId', call.config.id);
      url.searchParams.set('stepId', call.stepId);
      const headers = { 'x-inngest-req-version': '-1' };
      const body = canonical(requestBody(call));
      return send(url.toString(), 'POST', body, CALL_MS_MAX, headers).then(
        readAnswer,
        transportFault,
      );
    },
  };
}

/** The SDK serialises what it received by RFC 8785 before it checks, so that is what is sent. */
function canonical(value: unknown): string {
  return canonicalize(JSON.parse(JSON.stringify(value))) as string;
}

export function signature(signingKey: string, body: string, nowMs: number): string {
  const at = Math.floor(nowMs / 1000).toString();
  const key = signingKey.replace(/^signkey-\w+-/, '');
  const hash = createHmac('sha256', key)
    .update(body + at)
    .digest('hex');
  return `t=${at}&s=${hash}`;
}

function requestBody(call: SdkCall): object {
  const finished = call.steps.map((step) => step.id);
  return {
    version: -1,
    event: call.event,
    events: [call.event],
    steps: Object.fromEntries(call.steps.map((step) => [step.id, step.result])),
    defers: {},
    // Without fn_id and qi_id the SDK stays in plain step-by-step mode, as `checkpointing: false` asks.
    ctx: {
      run_id: call.runId,
      attempt: call.attempt,
      max_attempts: call.attemptsMax,
      disable_immediate_execution: call.parallel,
      use_api: false,
      stack: { stack: finished, current: finished.length },
    },
  };
}

async function readAnswer(response: Response): Promise<SdkAnswer> {
  const text = await response.text();
  // Whatever is not the SDK (a proxy, a starting server) is a fault of the moment.
  const fromSdk = response.headers.has('x-inngest-sdk');
  const body = readJson(text);
  return { status: fromSdk ? response.status : 0, headers: response.headers, body };
}

function readJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return { name: 'BadAnswer', message: text.slice(0, 300) };
  }
}

function transportFault(error: Error): SdkAnswer {
  const cause = error.cause instanceof Error ? error.cause.message : error.message;
  return { status: 0, headers: new Headers(), body: { name: 'TransportError', message: cause } };
}
