import type { Locale } from '@oson/messages';
import { errorText } from '@oson/messages/errors';
import { TRPCClientError } from '@trpc/client';
import { AuthRefusal } from './auth-client.ts';

export type Refusal = {
  code: string;
  details: Record<string, string | number>;
  requestId: string;
};

type Data = { oson?: Partial<Refusal> } | null | undefined;

/** What the server said no with, whichever way it came; a dead line is OFFLINE. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof AuthRefusal) {
    return { code: error.code, details: error.details, requestId: '' };
  }
  if (error instanceof TRPCClientError) {
    const { oson } = (error.data ?? {}) as NonNullable<Data>;
    // No answer at all: the line is dead or the server is away.
    const code = oson?.code ?? (error.data ? 'UNEXPECTED' : 'OFFLINE');
    return { code, details: oson?.details ?? {}, requestId: oson?.requestId ?? '' };
  }
  return { code: 'UNEXPECTED', details: {}, requestId: '' };
}

/** A refusal as a sentence for people. */
export function refusalText(error: unknown, locale: Locale): string {
  const { code, details } = refusalOf(error);
  return errorText(code, details, locale);
}
