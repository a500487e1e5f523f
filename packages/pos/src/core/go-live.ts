import type { GoLiveAnswer, GoLiveRequest } from '@oson/contract';
import type { Tiyin } from '@oson/domain';
import { emptyCart } from '../cart/cart.ts';
import { askForPersistence } from '../device/storage-health.ts';
import { writeMeta } from '../journal/journal-db.ts';
import { PortError } from '../ports.ts';
import { openShift } from '../shift/shift-acts.ts';
import type { Pos } from './pos.ts';

export type GoLiveOutcome = 'done' | 'bad-pin' | 'offline' | 'refused';

/**
 * "Start selling": the server makes this practice terminal live and its owner a member of staff; then
 * the first shift opens with the counted float. A practice cart never becomes a real sale.
 */
export async function goLive(
  pos: Pos,
  wish: { pin: string; keepSampleGoods: boolean; float: Tiyin },
): Promise<GoLiveOutcome> {
  let answer: GoLiveAnswer;
  try {
    answer = await askServer(pos, { pin: wish.pin, keepSampleGoods: wish.keepSampleGoods });
  } catch (fault) {
    if (!(fault instanceof PortError) || fault.status === null) return 'offline';
    return fault.code === 'BAD_PIN' ? 'bad-pin' : 'refused';
  }
  const identity = { ...pos.identity.get(), state: 'live' as const };
  await writeMeta(pos.journal, 'identity', identity);
  pos.cart.change(() => emptyCart(pos.clocks.newId()));
  await pos.cart.written();
  const owner = pos.catalog.shelf.get().staff.get(answer.staffId);
  const { chainName } = identity.certificate;
  pos.session.set(owner ?? { id: answer.staffId, name: chainName, role: 'owner' });
  try {
    await openShift(pos, wish.float);
  } finally {
    // The terminal is live whatever the disk says; without a shift its screen asks for the float again.
    pos.identity.set(identity);
  }
  // Asked here, where the person has just decided to rely on this device. It may be refused.
  await askForPersistence();
  pos.sync.wake();
  return 'done';
}

/** An expired nonce is no failure: the answer brings a new one. */
async function askServer(pos: Pos, request: GoLiveRequest): Promise<GoLiveAnswer> {
  try {
    return await pos.server.goLive(request);
  } catch (fault) {
    const nonce = fault instanceof PortError ? fault.details.nonce : undefined;
    if (typeof nonce !== 'string') throw fault;
    pos.keepNonce(nonce);
    return pos.server.goLive(request);
  }
}
