/** What a terminal seals and sends (OP1-OP3). */
export const OPERATION_TYPES = [
  'shift.open',
  'shift.close',
  'sale',
  'return',
  'void',
  'cash.move',
  'debt.payment',
  'customer.create',
  'customer.change',
  'sku.draft',
  'stock.count',
  'approval',
  'staff.activity',
] as const;
export type OperationType = (typeof OPERATION_TYPES)[number];

/** The last server time the device had heard when it sealed, with its own clocks at that moment. */
export type LastServer = { serverMs: number; wallMs: number; monoMs: number; bootId: string };

/**
 * One sealed operation. `body` is the canonical JSON (RFC 8785) as sealed, carried as a string:
 * digest and storage work on its bytes and nobody serialises it again. Unknown envelope fields are
 * kept and hashed.
 */
export type Operation = {
  opId: string;
  incarnation: string;
  /** An OperationType, or one that this side does not know yet. */
  type: string;
  v: number;
  /** 1.. without a gap per incarnation. */
  seq: number;
  prevHash: string;
  /** Lower-case hex of SHA-256(prevHash || envelope || SHA-256(body)). */
  hash: string;
  wallMs: number;
  monoMs: number;
  bootId: string;
  lastServer: LastServer | null;
  body: string;
};

/** An operation whose body was erased: the digest stands in its place and the hash still holds. */
export type ErasedOperation = Omit<Operation, 'body'> & { body?: undefined; bodyDigest: string };

/** All of an operation but its hash and body: what the hash covers as RFC 8785 JSON. */
export type Envelope = Omit<Operation, 'hash' | 'body'>;
