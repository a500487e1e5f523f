import { type DeviceKeys, signText } from '../device/device-keys.ts';
import { type JournalDb, writeMeta } from '../journal/journal-db.ts';
import type { RequestSigner } from '../ports.ts';

/** A signer whose incarnation and key can be followed by others while requests go on. */
export type TerminalSigner = RequestSigner & {
  follow(incarnation: string, keys: DeviceKeys, nonce: string): void;
};

/** Signs a terminal's requests with the key in its journal, and keeps the newest nonce there. */
export function createSigner(
  journal: JournalDb,
  first: { incarnation: string; keys: DeviceKeys; nonce: string | null },
): TerminalSigner {
  let { incarnation, keys, nonce } = first;
  return {
    get incarnation() {
      return incarnation;
    },
    nonce: () => nonce,
    keepNonce(next) {
      nonce = next;
      // Losing it costs one exchange: the server answers an unknown nonce with a new one.
      writeMeta(journal, 'nonce', next).catch(() => undefined);
    },
    sign: (text) => signText(keys, text),
    follow(nextIncarnation, nextKeys, nextNonce) {
      incarnation = nextIncarnation;
      keys = nextKeys;
      nonce = nextNonce;
    },
  };
}
