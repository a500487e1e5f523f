import { z } from 'zod';
import type {
  EnrolBeginRequest,
  EnrolFinishRequest,
  EnrolLookRequest,
  EnrolPollRequest,
  EnrolRedeemRequest,
  GoLiveRequest,
  RenewRequest,
  SignedCertificate,
} from '../messages/enrol.ts';
import { id, moment, text } from './primitives.ts';

const publicKey = z.string().regex(/^[A-Za-z0-9_-]{80,200}$/, 'public key');
/** Typed codes have 8 characters; those in links may be longer. */
const code = z.string().trim().min(6).max(128);
const secret = z.string().min(16).max(128);

export const enrolBeginRequestSchema: z.ZodType<EnrolBeginRequest> = z.looseObject({
  publicKey,
  deviceName: text(100),
});
export const enrolPollRequestSchema: z.ZodType<EnrolPollRequest> = z.looseObject({
  enrolmentId: id,
  secret,
});
export const enrolFinishRequestSchema: z.ZodType<EnrolFinishRequest> = z.looseObject({
  enrolmentId: id,
  secret,
});
export const enrolLookRequestSchema: z.ZodType<EnrolLookRequest> = z.looseObject({ code });
export const enrolRedeemRequestSchema: z.ZodType<EnrolRedeemRequest> = z.looseObject({
  code,
  publicKey,
  deviceName: text(100),
});
export const goLiveRequestSchema: z.ZodType<GoLiveRequest> = z.looseObject({
  keepSampleGoods: z.boolean(),
  pin: z.string().regex(/^\d{4,8}$/, 'pin'),
});

export const certificateSchema = z.looseObject({
  tenantId: id,
  chainName: z.string(),
  storeId: id,
  storeName: z.string(),
  storeCode: z.string(),
  terminalId: id,
  terminalName: z.string(),
  incarnation: id,
  terminalCode: z.string().min(2).max(4),
  publicKey,
  issuedAt: moment,
});

export const signedCertificateSchema: z.ZodType<SignedCertificate> = z.looseObject({
  certificate: certificateSchema,
  signature: z.string().min(1).max(200),
});

export const enrolBeginAnswerSchema = z.looseObject({
  enrolmentId: id,
  code: z.string().length(8),
  secret,
  expiresAt: moment,
});
export const enrolPollAnswerSchema = z.discriminatedUnion('state', [
  z.looseObject({ state: z.literal('waiting'), expiresAt: moment }),
  z.looseObject({ state: z.literal('expired') }),
  z.looseObject({
    state: z.literal('claimed'),
    chainName: z.string(),
    storeName: z.string(),
    terminalName: z.string(),
  }),
]);
export const enrolLookAnswerSchema = z.looseObject({
  chainName: z.string(),
  storeName: z.string(),
  terminalName: z.string(),
});
export const enrolAnswerSchema = z.looseObject({
  certificate: certificateSchema,
  signature: z.string().min(1),
  nonce: z.string().min(1),
  practice: z.boolean(),
  recoveryKey: z.string().min(80).optional(),
});
export const renewRequestSchema: z.ZodType<RenewRequest> = z.looseObject({
  publicKey,
  cause: z.enum(['fork', 'rolled-back']),
});
export const renewAnswerSchema = enrolAnswerSchema;
export const goLiveAnswerSchema = z.looseObject({
  terminalState: z.literal('live'),
  staffId: id,
  nonce: z.string().min(1),
});
