import type { Accounts, EnrolmentPorts, TerminalRefusal, Ticket } from '@oson/auth';
import type { Database, TenantTx } from '@oson/db';
import type { PushGate, SnapshotPort } from '@oson/operations';

export type OfficeRole = 'owner' | 'manager';

/** A person who is signed in; from the session cookie of the web app only. */
export type SignedInUser = {
  userId: string;
  sessionId: string;
  name: string;
  email: string;
  locale: string;
  isSupport: boolean;
  /** The session has passed a second factor, or the start allows the demo log-in. */
  secondFactor: boolean;
};

/** The tenant that the session works in, proven by membership. */
export type OfficeAccess = {
  tenantId: string;
  role: OfficeRole;
  tenantStatus: 'active' | 'suspended' | 'closed';
};

/** An enrolled terminal whose request signature was verified; from the terminal's row alone. */
export type TerminalAccess = {
  tenantId: string;
  storeId: string;
  terminalId: string;
  incarnation: string;
  state: 'practice' | 'live' | 'revoked';
  /** Taken back after a restore and confirmed by nobody yet. */
  unconfirmed?: boolean;
  /** When its chain was closed, server ms. */
  closedAtMs?: number | null;
  /** When it was revoked, server ms. */
  revokedAtMs?: number | null;
};

/** Outside things as ports; the apps wire real or local drivers. */
export type ApiPorts = {
  now: () => number;
  /** Tells the job engine that the outbox has new rows; never fails the caller. */
  nudgeJobs: () => void;
  /** A nonce for the next signed request of a terminal. */
  nextNonce: (incarnation: string) => string;
  /** Keys and limits that enrolment works with. */
  enrolment: EnrolmentPorts;
  /** No restore of the server goes further back than this. */
  restoreWindowDays: number;
  /** The way of pushes through this process; absent: nobody measures its load. */
  gate?: PushGate;
  /** Files that hold everything of a store; absent: terminals pull pages of rows. */
  snapshots?: SnapshotPort;
  /** Tells long answers of this process to end, because it stops. */
  stopping?: AbortSignal;
  /** The acts of accounts, bound to this request's cookie; only the web app has them. */
  accounts?: Accounts;
};

export type ApiContext = {
  db: Database;
  ports: ApiPorts;
  requestId: string;
  /** Bytes of the request's body, where the app has counted them. */
  bodyBytes?: number;
  /** Address of the caller, for limits only. */
  ip: string;
  user: SignedInUser | null;
  office: OfficeAccess | null;
  terminal: TerminalAccess | null;
  /** Why a terminal's signature did not count, when one was sent. */
  terminalRefusal: TerminalRefusal | null;
  /** What the web app has allowed its bearer to look at; only the worker reads tickets. */
  ticket: Ticket | null;
};

/** Runs an act inside the tenant of the credential. */
export type InTenant = <T>(act: (tx: TenantTx) => Promise<T>) => Promise<T>;
