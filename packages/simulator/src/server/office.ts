import { OsonError } from '@oson/contract';
import { ONE } from '@oson/domain';
import {
  acceptFlag,
  correctStockOfFlag,
  countStock,
  eraseCustomer,
  receiveGoods,
  retryQuarantined,
  revokeForGood,
  setPrice,
  writeOffStock,
} from '@oson/operations';
import type { Random } from '../model/random.ts';
import { pause } from './gate.ts';
import type { OfficeAct } from './plan.ts';
import type { Shop } from './shops.ts';
import { type Strand, WorkerEnded } from './strand.ts';
import type { World } from './world.ts';

/** The owner and the jobs of one chain: what they do while its tills sell. */
export class Office {
  readonly #world: World;
  readonly #shop: Shop;
  readonly #random: Random;
  #requests = 0;

  constructor(world: World, shop: Shop, name: string) {
    this.#world = world;
    this.#shop = shop;
    this.#random = world.random.branch(name);
  }

  async work(strand: Strand, acts: readonly OfficeAct[]): Promise<void> {
    for (const act of acts) {
      // Somewhere in the day.
      for (let wait = this.#random.between(0, 60); wait > 0; wait--) await pause(strand, 'office');
      this.#world.count(act);
      await this.#do(act);
    }
  }

  /** One request; whether it was answered. A refusal is an answer, a lost worker is none. */
  async #ask(act: string, run: () => Promise<unknown>): Promise<boolean> {
    this.#requests += 1;
    const name = `office-${this.#shop.name}.${this.#requests} ${act}`;
    try {
      await this.#world.request(name, run);
      return true;
    } catch (fault) {
      if (!(fault instanceof OsonError) && !(fault instanceof WorkerEnded)) {
        this.#world.met(name, fault);
      }
      return false;
    }
  }

  async #do(act: OfficeAct): Promise<void> {
    const { db } = this.#world;
    const { tenantId } = this.#shop;
    const inTenant = <T>(run: Parameters<typeof db.inTenant<T>>[1]) => db.inTenant(tenantId, run);
    switch (act) {
      case 'goods-receipt':
      case 'goods-receipt-twice':
        return this.#receive(act === 'goods-receipt-twice');
      case 'stock-count':
        await this.#ask(act, () => inTenant((tx) => countStock(tx, this.#document())));
        return;
      case 'write-off':
        await this.#ask(act, () => inTenant((tx) => writeOffStock(tx, this.#document())));
        return;
      case 'price-change':
        return this.#price(false);
      case 'price-race':
        return this.#price(true);
      case 'erase':
        return this.#erase();
      case 'revoke':
        return this.#revoke();
      case 'retry-job':
        await this.#ask(act, () => retryQuarantined(db, tenantId, this.#world.nowMs()));
        return;
      case 'answer-flag':
        return this.#answerFlag();
    }
  }

  #document() {
    const { storeId, skus, ownerUserId: userId } = this.#shop;
    const picked = [this.#random.pick(skus), this.#random.pick(skus)].sort(() => 1);
    const skuIds = [...new Set(picked.map(({ skuId }) => skuId))];
    const lines = skuIds.map((skuId) => ({ skuId, quantity: this.#random.between(1, 4) * ONE }));
    const nowMs = this.#world.nowMs();
    return { documentId: this.#random.id(nowMs), storeId, lines, reason: 'paper', userId, nowMs };
  }

  /** Twice: the answer was long in coming, and somebody pressed again. */
  async #receive(twice: boolean): Promise<void> {
    const receipt = this.#document();
    const { db } = this.#world;
    const send = () => db.inTenant(this.#shop.tenantId, (tx) => receiveGoods(tx, receipt));
    if (twice) this.#world.aside(`receipt again ${this.#requests}`, send);
    if (await this.#ask('receive', send)) this.#world.booked.set(receipt.documentId, receipt.lines);
    else await this.#ask('receive-again', send);
  }

  /** In a race two people change the price that both have seen: one of them must be told. */
  async #price(race: boolean): Promise<void> {
    const { tenantId, skus, ownerUserId: userId } = this.#shop;
    const { skuId, price } = this.#random.pick(skus);
    const expected = this.#world.prices.get(skuId) ?? price;
    const { db } = this.#world;
    const set = async (to: number) => {
      const change = { skuId, price: to, expected, userId };
      await db.inTenant(tenantId, (tx) => setPrice(tx, change));
      this.#world.priceSet(skuId, { from: expected, to });
    };
    const [one, two] = [this.#random.between(1, 999), this.#random.between(1000, 1999)];
    if (race) this.#world.aside(`price too ${this.#requests}`, () => set(two * 1000));
    await this.#ask('price', () => set(one * 1000));
  }

  async #erase(): Promise<void> {
    const { db, doors } = this.#world;
    const { tenantId, ownerUserId: userId } = this.#shop;
    await this.#ask('erase', async () => {
      const customers = await db.inTenant(tenantId, (tx) => tx.customer.findMany({ take: 1 }));
      const [customer] = customers;
      if (!customer) return;
      const input = { customerId: customer.id, userId, nowMs: this.#world.nowMs() };
      await eraseCustomer(db, doors.ledger, tenantId, input);
    });
  }

  async #revoke(): Promise<void> {
    const { db, doors } = this.#world;
    const { tenantId, terminals, ownerUserId: userId } = this.#shop;
    const { terminalId } = this.#random.pick(terminals.slice(0, 2));
    const input = { terminalId, userId, revokedAtMs: this.#world.nowMs() };
    await this.#ask('revoke', () => revokeForGood(db, doors.ledger, tenantId, input));
  }

  async #answerFlag(): Promise<void> {
    const { db } = this.#world;
    const { tenantId, ownerUserId: userId } = this.#shop;
    const counts = this.#random.chance(0.5);
    await this.#ask('flag', () =>
      db.inTenant(tenantId, async (tx) => {
        const flag = await tx.saleFlag.findFirst({ where: { status: 'open', kind: 'oversell' } });
        if (!flag) return;
        const answer = { flagId: flag.id, userId, nowMs: this.#world.nowMs() };
        if (counts) await correctStockOfFlag(tx, { ...answer, quantity: 3 * ONE });
        else await acceptFlag(tx, answer);
      }),
    );
  }
}
