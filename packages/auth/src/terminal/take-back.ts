import { HEADER_INCARNATION } from '@oson/contract';
import { helloRequestSchema } from '@oson/contract/schema';
import { type OutsideLedger, takeBack } from '@oson/operations';
import { isOwnCertificate } from './certificate.ts';
import type { EnrolmentPorts } from './enrolment-ports.ts';
import {
  checkSignature,
  resolveTerminal,
  type ResolvedTerminal,
  type SignedRequest,
  type TerminalResolution,
} from './resolve-terminal.ts';

const HELLO_PATH = /\/sync\.hello$/;
const UNKNOWN: TerminalResolution = { terminal: null, refusal: { code: 'TERMINAL_UNKNOWN' } };

/**
 * A hello of a terminal that this server does not know, with the certificate of its enrolment: a
 * server restored from before it makes what it lacks (RESTORE6). The certificate must be ours
 * and the request signed by the key that it names; anything else stays unknown.
 */
export async function takeBackTerminal(
  ports: EnrolmentPorts,
  request: SignedRequest,
): Promise<TerminalResolution> {
  const hello = HELLO_PATH.test(request.path) ? helloIn(request.bodyText) : null;
  const signed = hello?.certificate;
  if (!signed || !isOwnCertificate(ports.keys.certificate, signed)) return UNKNOWN;
  const { certificate } = signed;
  const { incarnation, publicKey, tenantId, terminalId } = certificate;
  if (request.header(HEADER_INCARNATION) !== incarnation) return UNKNOWN;
  const nowMs = ports.now();
  const refusal = await checkSignature(ports.keys, request, { incarnation, key: publicKey, nowMs });
  if (refusal) return { terminal: null, refusal };
  const facts = await ports.outside.read();
  const revoked = facts.find((fact) => fact.kind === 'revoked' && fact.terminal === terminalId);
  await ensureChain(ports, tenantId, certificate.chainName);
  // Its earlier lives come back with it: what they owe is pushed under the present credential.
  const earlier = (hello.earlier ?? []).flatMap(({ certificate: own }) =>
    own && isOwnCertificate(ports.keys.certificate, own) ? [own.certificate] : [],
  );
  const lives = earlier.filter(
    (life) => life.tenantId === tenantId && life.terminalId === terminalId,
  );
  for (const life of [certificate, ...lives]) {
    const input = { certificate: life, nowMs, revokedAtMs: revoked?.at ?? null };
    await ports.db.inTenant(tenantId, (tx) => takeBack(tx, input));
  }
  return resolveTerminal(ports.db, ports.keys, request, nowMs);
}

function helloIn(bodyText: string) {
  try {
    const { json } = JSON.parse(bodyText) as { json?: unknown };
    return helloRequestSchema.safeParse(json).data ?? null;
  } catch {
    return null; // no JSON is no certificate either
  }
}

/** The chain's account row, which the office and the console list; nobody is its member yet. */
async function ensureChain(ports: EnrolmentPorts, tenantId: string, name: string): Promise<void> {
  await ports.db.auth.organization.createMany({
    data: [{ id: tenantId, name, slug: tenantId }],
    skipDuplicates: true,
  });
}

/** A revocation that is kept outside the backup holds whatever a restored database says. */
export async function applyOutside(
  outside: OutsideLedger,
  terminal: ResolvedTerminal,
): Promise<ResolvedTerminal> {
  if (terminal.state === 'revoked') return terminal;
  const facts = await outside.read();
  const { terminalId } = terminal;
  const found = facts.find((fact) => fact.kind === 'revoked' && fact.terminal === terminalId);
  return found ? { ...terminal, state: 'revoked', revokedAtMs: found.at } : terminal;
}
