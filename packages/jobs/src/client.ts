import { Inngest } from 'inngest';

export type JobsClientOptions = {
  /** Where events go and functions register: the embedded engine's address; absent = the cloud. */
  baseUrl?: string | undefined;
  eventKey: string;
  signingKey: string;
};

/** The SDK's client; the same functions run on the embedded engine and on a real server. */
export function jobsClient(options: JobsClientOptions): Inngest {
  return new Inngest({
    id: 'oson',
    isDev: false,
    eventKey: options.eventKey,
    signingKey: options.signingKey,
    ...(options.baseUrl ? { baseUrl: options.baseUrl } : {}),
    // Step by step on every engine: the embedded one has no checkpoint door.
    checkpointing: false,
  });
}
