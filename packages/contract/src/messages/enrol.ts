/** A terminal's proof of what it is, signed by the server with a key that is not in the database. */
export type Certificate = {
  tenantId: string;
  chainName: string;
  storeId: string;
  storeName: string;
  storeCode: string;
  terminalId: string;
  terminalName: string;
  incarnation: string;
  terminalCode: string;
  /** Base64url SPKI of the P-256 key. */
  publicKey: string;
  issuedAt: number;
};
export type SignedCertificate = { certificate: Certificate; signature: string };

/** The device shows `code` (8 characters) and its QR for 10 minutes. */
export type EnrolBeginRequest = { publicKey: string; deviceName: string };
export type EnrolBeginAnswer = {
  enrolmentId: string;
  code: string;
  secret: string;
  expiresAt: number;
};

export type EnrolPollRequest = { enrolmentId: string; secret: string };
export type EnrolPollAnswer =
  | { state: 'waiting'; expiresAt: number }
  | { state: 'expired' }
  | { state: 'claimed'; chainName: string; storeName: string; terminalName: string };

/** After the cashier's tap. */
export type EnrolFinishRequest = { enrolmentId: string; secret: string };
/** A code in a link (after sign-up): `look` names chain and store, `redeem` goes on. */
export type EnrolLookRequest = { code: string };
export type EnrolLookAnswer = { chainName: string; storeName: string; terminalName: string };
export type EnrolRedeemRequest = { code: string; publicKey: string; deviceName: string };

export type EnrolAnswer = SignedCertificate & {
  nonce: string;
  practice: boolean;
  /** Base64url SPKI of the service's P-256 key that exports are encrypted to. */
  recoveryKey?: string;
};

/**
 * `sync.renew`: a new incarnation of the same terminal, asked for under the old one's signature, after
 * a fork or when the numbers of the old one cannot be trusted any more. `publicKey` is a new pair's.
 * The answer is that of an enrolment.
 */
export type RenewRequest = { publicKey: string; cause: 'fork' | 'rolled-back' };
export type RenewAnswer = EnrolAnswer;

/** "Start selling": makes a practice terminal live (CASE18). */
export type GoLiveRequest = {
  keepSampleGoods: boolean;
  /** Digits; becomes the PIN of the owner's staff row. */
  pin: string;
};
export type GoLiveAnswer = { terminalState: 'live'; staffId: string; nonce: string };
