import type { BasisPoints, TenderKind, Thousandths, Tiyin } from '@oson/domain';
import type { FlagKind, OperationState } from '../messages/push.ts';

/** A name in other scripts and languages, by locale id. */
export type Names = Partial<Record<'uz-Latn' | 'uz-Cyrl' | 'ru' | 'en', string>>;

/** What each kind of row carries to a terminal. No cost, no other store's stock or prices. */
export type PullData = {
  settings: {
    chainName: string;
    status: 'active' | 'suspended' | 'closed';
    currency: string;
    locale: string;
    /** So'm per 1 US dollar, in tiyin; null when none is set. */
    usdRate: number | null;
    lowStockThreshold: Thousandths;
    receiptHeader: string;
    receiptFooter: string;
    taxIncluded: boolean;
    taxRateBp: BasisPoints;
    /** Base64url SPKI of the service's P-256 key that exports are encrypted to. */
    recoveryKey?: string;
  };
  store: {
    code: string;
    name: string;
    timeZone: string;
    utcOffsetMin: number;
    cutoverHour: number;
    currency: string;
    legalName: string;
    tin: string;
    address: string;
    phone: string;
    /** Step in tiyin; 0 = none. */
    cashRounding: Tiyin;
    paperMm: 58 | 80;
  };
  'tender-type': {
    name: string;
    names: Names | null;
    kind: TenderKind;
    position: number;
    active: boolean;
  };
  'tax-rate': { name: string; rateBp: BasisPoints; from: number; n: number };
  category: { name: string; names: Names | null; hue: number; position: number };
  sku: {
    productId: string;
    categoryId: string | null;
    /** Product and variant in one line, as shown and printed. */
    name: string;
    names: Names | null;
    code: string | null;
    kind: 'piece' | 'weighed' | 'service' | 'bundle';
    unit: string;
    tracked: boolean;
    /** null: the settings' rate. */
    taxRateBp: BasisPoints | null;
    favourite: number | null;
    sample: boolean;
    mxik: string | null;
    marked: boolean;
  };
  barcode: { skuId: string; code: string; kind: string; packQuantity: Thousandths };
  /** Append-only: the price of a SKU from feed position n on. `open`: typed at the sale. */
  price: { skuId: string; amount: Tiyin | null; currency: string; from: number; n: number };
  stock: { skuId: string; quantity: Thousandths; counted: boolean; n: number };
  staff: {
    name: string;
    role: 'owner' | 'manager' | 'cashier';
    /** argon2id of the PIN; the device keeps only an HMAC of it (PIN1). */
    pin: { salt: string; hash: string; params: { m: number; t: number; p: number } } | null;
  };
  terminal: {
    name: string;
    code: string;
    incarnation: string;
    publicKey: string;
    revoked: boolean;
  };
  customer: { name: string; phone: string | null; balance: Tiyin; debtLimit: Tiyin | null };
  rate: { currency: string; rate: number; at: number; source: string };
  outcome: { opId: string; is: OperationState; n: number; flags: FlagKind[] };
};

export type PullKind = keyof PullData;

/**
 * Asked for beside the known kinds: rows of any kind that a terminal may see, also of one that the
 * asking version does not know. It stashes those, so that its cursor never runs past a row unseen.
 */
export const ANY_KIND = '*';

export const PULL_KINDS: readonly PullKind[] = [
  'settings',
  'store',
  'tender-type',
  'tax-rate',
  'category',
  'sku',
  'barcode',
  'price',
  'stock',
  'staff',
  'terminal',
  'customer',
  'rate',
  'outcome',
];
