/** Sales as terminals seal them: 8 lines, 2 tenders, now and then a price that was not the list's. */
import { createPrivateKey, hash, type KeyObject, sign } from 'node:crypto';
import {
  BODY_VERSIONS,
  canonicalJson,
  firstPrevHash,
  type Operation,
  type SaleBody,
  signedText,
  verifyOperation,
} from '@oson/contract';
import { uuidv7Now } from '@oson/db';
import { completeSale, type DraftLine, ONE, receiptNumber, type Tender } from '@oson/domain';
import { type BenchShop, type BenchTerminal, priceOf, skuIdOf } from './shops.ts';

export const LINES = 8;
/** One sale in so many is priced by hand of the list and gets a flag. */
const FLAGGED_EVERY = 50;

const digest = (text: string) => hash('sha256', text, 'hex');

export class Till {
  readonly shop: BenchShop;
  readonly terminal: BenchTerminal;
  #seq = 0;
  #prevHash: string;
  #key: KeyObject | null = null;

  constructor(shop: BenchShop, terminal: BenchTerminal) {
    this.shop = shop;
    this.terminal = terminal;
    this.#prevHash = firstPrevHash(shop.tenantId, terminal.terminalId, terminal.incarnationId);
  }

  /** Seals the next sales of this terminal. */
  sell(count: number): Operation[] {
    return Array.from({ length: count }, () => this.#seal());
  }

  #seal(): Operation {
    const seq = ++this.#seq;
    const { incarnationId } = this.terminal;
    const clocks = { wallMs: Date.now(), monoMs: 5000 + seq, bootId: incarnationId };
    const envelope = {
      opId: uuidv7Now(),
      incarnation: incarnationId,
      type: 'sale' as const,
      v: BODY_VERSIONS.sale,
      seq,
      prevHash: this.#prevHash,
      ...clocks,
      lastServer: { serverMs: clocks.wallMs, ...clocks },
    };
    const body = canonicalJson(this.#body(seq));
    const op = {
      ...envelope,
      body,
      hash: digest(this.#prevHash + canonicalJson(envelope) + digest(body)),
    };
    // Sealed as the contract's own function does, by a faster digest: storms are large.
    if (seq === 1 && !verifyOperation(op).ok) throw new Error('the bench seals what nobody would');
    this.#prevHash = op.hash;
    return op;
  }

  #body(seq: number): SaleBody {
    const { shop, terminal } = this;
    const isFlagged = seq % FLAGGED_EVERY === 0;
    const first = Math.floor(Math.random() * shop.skus);
    // Neighbours in steps: eight different SKUs of the shop.
    const lines = Array.from({ length: LINES }, (_, at) => {
      return lineOf(shop, (first + at * 7) % shop.skus, isFlagged && at === 0);
    });
    const gross = lines.reduce((sum, line) => sum + line.price, 0);
    const half = Math.floor(gross / 2);
    const tenders: Tender[] = [
      { tenderTypeId: shop.cardId, kind: 'card', amount: half, currency: 'UZS' },
      { tenderTypeId: shop.cashId, kind: 'cash', amount: gross - half, currency: 'UZS' },
    ];
    const sold = completeSale({ lines, discount: null, taxIncluded: true }, tenders, 0);
    if (!sold.ok) throw new Error(`this is no sale: ${sold.problem}`);
    return {
      saleId: uuidv7Now(),
      receiptNumber: receiptNumber('A1', terminal.code, seq),
      shiftId: null,
      staffId: shop.staffId,
      customerId: null,
      currency: 'UZS',
      priceN: 1,
      priceEpoch: 1,
      debtApproverId: null,
      utcOffsetMin: 300,
      ...sold.sale,
    };
  }

  /** A request to the push door, ready to be sent: body and signature by the terminal's own key. */
  request(ops: readonly Operation[], nonce: string): SignedPush {
    const { incarnationId, privateKey } = this.terminal;
    this.#key ??= createPrivateKey({
      key: Buffer.from(privateKey, 'base64'),
      format: 'der',
      type: 'pkcs8',
    });
    const body = JSON.stringify({ json: { incarnation: incarnationId, ops } });
    const text = signedText('POST', PUSH_PATH, digest(body), nonce);
    const key = { key: this.#key, dsaEncoding: 'ieee-p1363' } as const;
    const signature = sign('sha256', Buffer.from(text), key).toString('base64url');
    return { body: Buffer.from(body), incarnation: incarnationId, nonce, signature };
  }
}

export const PUSH_PATH = '/trpc/sync.push';
export type SignedPush = { body: Buffer; incarnation: string; nonce: string; signature: string };

function lineOf(shop: BenchShop, index: number, isFlagged: boolean): DraftLine {
  const price = priceOf(index) + (isFlagged ? 1000 : 0);
  return {
    lineId: String(index),
    skuId: skuIdOf(shop, index),
    name: `Mahsulot ${index}`,
    code: null,
    unit: 'dona',
    quantity: ONE,
    listPrice: price,
    price,
    priceSource: 'list',
    taxRateBp: 1200,
    discounts: [],
  };
}
