import { onTestFinished } from 'vitest';

/**
 * A disk that takes nothing more: every write to IndexedDB fails as a browser's does. `hasRoom` is
 * asked before each write.
 */
export function fillDisk(hasRoom: () => boolean): () => void {
  const shop = IDBObjectStore.prototype;
  const before = Object.getOwnPropertyDescriptors(shop);
  for (const name of ['add', 'put'] as const) {
    const write = before[name].value as IDBObjectStore['put'];
    shop[name] = function refused(this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      if (!hasRoom()) throw new DOMException('the disk is full', 'QuotaExceededError');
      return key === undefined ? write.call(this, value) : write.call(this, value, key);
    };
  }
  const empty = () => {
    Object.defineProperty(shop, 'add', before.add);
    Object.defineProperty(shop, 'put', before.put);
  };
  onTestFinished(empty);
  return empty;
}
