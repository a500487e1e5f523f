import type { EnrolAnswer, EnrolLookAnswer, EnrolPollAnswer } from '@oson/contract';
import {
  enrolAnswerSchema,
  enrolBeginAnswerSchema,
  enrolLookAnswerSchema,
  enrolPollAnswerSchema,
} from '@oson/contract/schema';
import { makeDeviceKey } from './device-key.ts';
import { SimTerminal, type SimOptions } from './sim-terminal.ts';
import { callWorker } from './worker-call.ts';

export type Enrolling = {
  /** What the screen of the new device shows. */
  code: string;
  expiresAt: number;
  poll: () => Promise<EnrolPollAnswer>;
  /** After the tap. */
  finish: () => Promise<SimTerminal>;
};

/** Shows a code for a manager to enter, as a new device does. */
export async function beginEnrolment(
  options: SimOptions & { deviceName?: string },
): Promise<Enrolling> {
  const key = await makeDeviceKey();
  const wire = { workerUrl: options.workerUrl, fetch: options.fetch ?? fetch };
  const input = { publicKey: key.publicKey, deviceName: options.deviceName ?? 'Simulator' };
  const begun = enrolBeginAnswerSchema.parse(await callWorker(wire, 'enrol.begin', input));
  const proof = { enrolmentId: begun.enrolmentId, secret: begun.secret };
  return {
    code: begun.code,
    expiresAt: begun.expiresAt,
    poll: async () => enrolPollAnswerSchema.parse(await callWorker(wire, 'enrol.poll', proof)),
    finish: async () => {
      const answer: EnrolAnswer = enrolAnswerSchema.parse(
        await callWorker(wire, 'enrol.finish', proof),
      );
      return new SimTerminal(options, key, answer);
    },
  };
}

/** Names chain and store of a code in a link. */
export async function lookAtCode(options: SimOptions, code: string): Promise<EnrolLookAnswer> {
  const wire = { workerUrl: options.workerUrl, fetch: options.fetch ?? fetch };
  return enrolLookAnswerSchema.parse(await callWorker(wire, 'enrol.look', { code }));
}

/** Becomes a terminal by a code in a link. */
export async function redeemCode(
  options: SimOptions & { deviceName?: string },
  code: string,
): Promise<SimTerminal> {
  const key = await makeDeviceKey();
  const wire = { workerUrl: options.workerUrl, fetch: options.fetch ?? fetch };
  const deviceName = options.deviceName ?? 'Simulator';
  const input = { code, publicKey: key.publicKey, deviceName };
  const answer = enrolAnswerSchema.parse(await callWorker(wire, 'enrol.redeem', input));
  return new SimTerminal(options, key, answer);
}
