import { expect, test } from 'vitest';
import { argonPinHash } from './pin-hash.ts';

test('[PIN1] the device computes the very hash that OpenSSL does of the same PIN', async () => {
  const hash = await argonPinHash('482193', 'AAECAwQFBgcICQoLDA0ODw', { m: 19_456, t: 2, p: 1 });

  expect(hash).toBe('f30a9608e6109639679ee5e0a48e532d9169d66ae0f64725280f99f339ab5ab3');
});
