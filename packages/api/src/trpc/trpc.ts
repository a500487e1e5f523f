import { type ErrorCode, OsonError } from '@oson/contract';
import { initTRPC, TRPCError } from '@trpc/server';
import type { ApiContext, InTenant, OfficeRole } from './context.ts';
import { transformer } from './plain-json.ts';

/** Who may call a procedure; the tests of the wall enumerate it (S7). */
export type ProcedureRule =
  | 'public'
  | 'user'
  | 'manager'
  | 'owner'
  | 'console'
  | 'terminal'
  | 'ticket';
export type ProcedureMeta = {
  rule: ProcedureRule;
  keptOutToo?: boolean;
  suspendedToo?: boolean;
  closedToo?: boolean;
};

const STATUS: Partial<Record<ErrorCode, TRPCError['code']>> = {
  NOT_SIGNED_IN: 'UNAUTHORIZED',
  NONCE_EXPIRED: 'UNAUTHORIZED',
  SIGNATURE_WRONG: 'UNAUTHORIZED',
  TERMINAL_UNKNOWN: 'UNAUTHORIZED',
  TERMINAL_REVOKED: 'FORBIDDEN',
  TERMINAL_UNCONFIRMED: 'FORBIDDEN',
  TENANT_CLOSED: 'FORBIDDEN',
  NOT_ALLOWED: 'FORBIDDEN',
  SECOND_FACTOR_NEEDED: 'FORBIDDEN',
  TENANT_SUSPENDED: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  CHANGED_MEANWHILE: 'CONFLICT',
  KEY_REUSED: 'CONFLICT',
  TOO_MANY_REQUESTS: 'TOO_MANY_REQUESTS',
  BUSY: 'SERVICE_UNAVAILABLE',
  FILE_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNEXPECTED: 'INTERNAL_SERVER_ERROR',
};

/** An expected refusal as tRPC's error: its code decides the HTTP status. */
export function refuse(code: ErrorCode, details: Record<string, string | number> = {}): TRPCError {
  return asTrpcError(new OsonError(code, details));
}

function asTrpcError(cause: OsonError): TRPCError {
  return new TRPCError({ code: STATUS[cause.code] ?? 'BAD_REQUEST', message: cause.code, cause });
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer,
    // A proxy may cut a silent line; a page that hears nothing for long connects again.
    sse: {
      ping: { enabled: true, intervalMs: 5000 },
      client: { reconnectAfterInactivityMs: 15_000 },
    },
    defaultMeta: { rule: 'public' },
    // Code and request id only: no stack, no SQL, no echo of the input (S13).
    errorFormatter: ({ shape, error, ctx }) => {
      const known = error.cause instanceof OsonError ? error.cause : null;
      const code: ErrorCode =
        known?.code ?? (error.code === 'BAD_REQUEST' ? 'BAD_INPUT' : 'UNEXPECTED');
      return {
        code: shape.code,
        message: code,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          oson: { code, details: known?.details ?? {}, requestId: ctx?.requestId ?? '' },
        },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Turns an OsonError thrown by an operation into an answer; everything else stays unexpected. */
const knownRefusals = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof OsonError) {
    throw asTrpcError(result.error.cause);
  }
  return result;
});

const base = t.procedure.use(knownRefusals);

/** Anybody: sign-up helpers, enrolment of a new device. Limits are its own duty. */
export const publicProcedure = base.meta({ rule: 'public' });

/** Somebody signed in, with or without a chain. */
export const userProcedure = base.meta({ rule: 'user' }).use(({ ctx, next }) => {
  if (!ctx.user) throw refuse('NOT_SIGNED_IN');
  return next({ ctx: { user: ctx.user } });
});

const RANK: Record<OfficeRole, number> = { manager: 1, owner: 2 };

const officeFrom = (rule: 'manager' | 'owner') =>
  userProcedure.meta({ rule }).use(({ ctx, next, type, meta }) => {
    const office = ctx.office;
    if (!office) throw refuse('NOT_ALLOWED');
    if (RANK[office.role] < RANK[rule]) throw refuse('NOT_ALLOWED');
    // A suspended chain's office is read-only; selling and sync go on (CASE4).
    if (type === 'mutation' && office.tenantStatus !== 'active' && !meta?.suspendedToo) {
      throw refuse('TENANT_SUSPENDED');
    }
    const inTenant: InTenant = (act) => ctx.db.inTenant(office.tenantId, act);
    return next({ ctx: { office, inTenant } });
  });

/** Managers and owners of the session's chain. */
export const managerProcedure = officeFrom('manager');
/** Owners only. */
export const ownerProcedure = officeFrom('owner');

/** Support staff with a second factor. */
export const consoleProcedure = userProcedure.meta({ rule: 'console' }).use(({ ctx, next }) => {
  if (!ctx.user.isSupport) throw refuse('NOT_ALLOWED');
  if (!ctx.user.secondFactor) throw refuse('SECOND_FACTOR_NEEDED');
  return next();
});

/** An enrolled terminal with a verified signature; one that is kept out where `keptOutToo` says so. */
export const terminalProcedure = base.meta({ rule: 'terminal' }).use(({ ctx, next, meta }) => {
  const terminal = ctx.terminal;
  if (!terminal) {
    const refusal = ctx.terminalRefusal;
    // An expired nonce is answered with a new one and is no failure (ID11).
    if (refusal?.code === 'NONCE_EXPIRED') throw refuse(refusal.code, { nonce: refusal.nonce });
    throw refuse(refusal?.code ?? 'TERMINAL_UNKNOWN');
  }
  if (terminal.state === 'revoked' && !meta?.keptOutToo) throw refuse('TERMINAL_REVOKED');
  // Taken back after a restore: what it sold comes in, nothing goes out to it yet (RESTORE7).
  if (terminal.unconfirmed && !meta?.keptOutToo) throw refuse('TERMINAL_UNCONFIRMED');
  if (terminal.closedAtMs && !meta?.closedToo) throw refuse('TENANT_CLOSED');
  const inTenant: InTenant = (act) => ctx.db.inTenant(terminal.tenantId, act);
  return next({ ctx: { terminal, inTenant } });
});

/** The bearer of a ticket that the web app's API has handed out for this one subject. */
export const ticketProcedure = base.meta({ rule: 'ticket' }).use(({ ctx, next }) => {
  const { ticket } = ctx;
  if (!ticket) throw refuse('NOT_SIGNED_IN');
  // A stream refuses in its midst, where `knownRefusals` no longer sees it.
  const inTenant: InTenant = (act) =>
    ctx.db.inTenant(ticket.tenantId, act).catch((error: unknown) => {
      throw error instanceof OsonError ? asTrpcError(error) : error;
    });
  return next({ ctx: { ticket, inTenant } });
});
