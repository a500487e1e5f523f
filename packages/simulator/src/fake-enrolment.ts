import type { Certificate, EnrolAnswer } from '@oson/contract';
import {
  enrolBeginRequestSchema,
  enrolFinishRequestSchema,
  enrolPollRequestSchema,
  enrolRedeemRequestSchema,
  renewRequestSchema,
} from '@oson/contract/schema';
import { Refusal } from './refusal.ts';
import { newId } from './sim-journal.ts';

const CODE_MS = 600_000;
type Begun = { publicKey: string; secret: string; code: string; claimedBy: Certificate | null };

/** How a device becomes a terminal of the worker in memory: by a code it shows, or one in a link. */
export class FakeEnrolment {
  /** Codes of links, and whose terminal each makes. */
  readonly links = new Map<string, Certificate>();
  /** Public keys of incarnations. */
  readonly keys = new Map<string, string>();
  recoveryKey: string | undefined;
  readonly #begun = new Map<string, Begun>();
  readonly #certificates = new Map<string, Certificate>();
  readonly #nextNonce: (incarnation: string) => string;

  constructor(nextNonce: (incarnation: string) => string) {
    this.#nextNonce = nextNonce;
  }

  /** A manager enters the code that the new device shows. */
  claim(code: string, certificate: Certificate): void {
    const begun = [...this.#begun.values()].find((each) => each.code === code);
    if (!begun) throw new Refusal(400, 'CODE_WRONG');
    begun.claimedBy = certificate;
  }

  answer(procedure: string, input: unknown): unknown {
    switch (procedure) {
      case 'enrol.begin':
        return this.#begin(enrolBeginRequestSchema.parse(input).publicKey);
      case 'enrol.poll':
        return this.#poll(enrolPollRequestSchema.parse(input).enrolmentId);
      case 'enrol.finish':
        return this.#finish(enrolFinishRequestSchema.parse(input).enrolmentId);
      case 'enrol.look':
        return namesOf(this.#link(input));
      case 'enrol.redeem':
        return this.#admit(this.#link(input), enrolRedeemRequestSchema.parse(input).publicKey);
      default:
        throw new Refusal(404, 'NOT_FOUND');
    }
  }

  /** A new incarnation of the terminal that `incarnation` is a life of. */
  renew(incarnation: string, input: unknown): EnrolAnswer {
    const { publicKey } = renewRequestSchema.parse(input);
    const certificate = this.#certificates.get(incarnation);
    if (!certificate) throw new Refusal(401, 'TERMINAL_UNKNOWN');
    return this.#admit({ ...certificate, incarnation: newId(), terminalCode: 'Q3' }, publicKey);
  }

  #link(input: unknown): Certificate {
    const certificate = this.links.get((input as { code: string }).code);
    if (!certificate) throw new Refusal(400, 'CODE_WRONG');
    return certificate;
  }

  #begin(publicKey: string): unknown {
    const enrolmentId = newId();
    const secret = `secret-of-${enrolmentId}`;
    this.#begun.set(enrolmentId, { publicKey, secret, code: 'K7QRLNXP', claimedBy: null });
    return { enrolmentId, code: 'K7QRLNXP', secret, expiresAt: Date.now() + CODE_MS };
  }

  #poll(enrolmentId: string): unknown {
    const begun = this.#begun.get(enrolmentId);
    if (!begun) return { state: 'expired' };
    if (!begun.claimedBy) return { state: 'waiting', expiresAt: Date.now() + CODE_MS };
    return { state: 'claimed', ...namesOf(begun.claimedBy) };
  }

  #finish(enrolmentId: string): EnrolAnswer {
    const begun = this.#begun.get(enrolmentId);
    if (!begun?.claimedBy) throw new Refusal(400, 'CODE_EXPIRED');
    return this.#admit(begun.claimedBy, begun.publicKey);
  }

  #admit(terminal: Certificate, publicKey: string): EnrolAnswer {
    const certificate = { ...terminal, publicKey };
    this.keys.set(certificate.incarnation, publicKey);
    this.#certificates.set(certificate.incarnation, certificate);
    const nonce = this.#nextNonce(certificate.incarnation);
    const recoveryKey = this.recoveryKey ? { recoveryKey: this.recoveryKey } : {};
    return { certificate, signature: 's', nonce, practice: false, ...recoveryKey };
  }
}

function namesOf({ chainName, storeName, terminalName }: Certificate) {
  return { chainName, storeName, terminalName };
}
