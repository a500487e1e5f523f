import type {
  EnrolAnswer,
  EnrolBeginAnswer,
  EnrolBeginRequest,
  EnrolFinishRequest,
  EnrolLookAnswer,
  EnrolLookRequest,
  EnrolPollAnswer,
  EnrolPollRequest,
  EnrolRedeemRequest,
  GoLiveAnswer,
  GoLiveRequest,
  HelloAnswer,
  HelloRequest,
  ImportAnswer,
  ImportRequest,
  PullAnswer,
  PullRequest,
  PushAnswer,
  PushRequest,
  RenewAnswer,
  RenewRequest,
  ReportAnswer,
  ReportRequest,
} from '@oson/contract';

/** What a port needs to sign a request; the private key stays inside. */
export type RequestSigner = {
  incarnation: string;
  nonce(): string | null;
  keepNonce(nonce: string): void;
  /** ECDSA P-256 SHA-256 over the text, base64url of r||s. */
  sign(text: string): Promise<string>;
};

/** Why a port rejects: what is known of the exchange. `status` null = no HTTP answer came. */
export class PortError extends Error {
  readonly status: number | null;
  /** A code of the error registry, when the answer had one. */
  readonly code: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(
    status: number | null,
    code: string | null,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code ?? 'no answer');
    this.name = 'PortError';
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** The server as the POS sees it. Every port rejects with a PortError and never retries by itself. */
export type SyncPorts = {
  hello(request: HelloRequest): Promise<HelloAnswer>;
  /** `gzip`: this server reads a compressed body. */
  push(request: PushRequest, how?: { gzip: boolean }): Promise<PushAnswer>;
  pull(request: PullRequest): Promise<PullAnswer>;
  /** The text of a snapshot, from the address of the answer; `progress` is called as its bytes come. */
  fetchSnapshot(url: string, progress: () => void): Promise<string>;
  report(request: ReportRequest): Promise<ReportAnswer>;
  goLive(request: GoLiveRequest): Promise<GoLiveAnswer>;
  /** A new incarnation of the same terminal, asked for under the old one's signature. */
  renew(request: RenewRequest): Promise<RenewAnswer>;
  /** Carries another terminal's export; the same file again changes nothing. */
  importBundle(request: ImportRequest): Promise<ImportAnswer>;
};

export type EnrolPorts = {
  begin(request: EnrolBeginRequest): Promise<EnrolBeginAnswer>;
  poll(request: EnrolPollRequest): Promise<EnrolPollAnswer>;
  finish(request: EnrolFinishRequest): Promise<EnrolAnswer>;
  look(request: EnrolLookRequest): Promise<EnrolLookAnswer>;
  redeem(request: EnrolRedeemRequest): Promise<EnrolAnswer>;
};

/** Everything the POS takes from its shell; the shell fills it with real clients. */
export type PosPorts = {
  enrol: EnrolPorts;
  sync(signer: RequestSigner): SyncPorts;
  appVersion: string;
};
