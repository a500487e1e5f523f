import type { LogFolder } from './log-folder.ts';

export const BALLAST_BYTES = 8 * 1024 * 1024;
const NAME = 'ballast';
const PIECE_BYTES = 64 * 1024;

/**
 * Makes the ballast whole: 8 MB of random bytes, so that no file system stores them in less. Answers
 * whether it is whole; where space is short, what was begun is given back.
 */
export async function fillBallast(folder: LogFolder, bytes = BALLAST_BYTES): Promise<boolean> {
  const file = await folder.open(NAME);
  try {
    let at = file.getSize();
    while (at < bytes) {
      const piece = crypto.getRandomValues(new Uint8Array(Math.min(PIECE_BYTES, bytes - at)));
      if (file.write(piece, { at }) !== piece.length) throw new Error('the disk took a part only');
      at += piece.length;
    }
    file.flush();
    return true;
  } catch {
    // Half of it would stand in the way of the sales that it is there for.
    file.truncate(0);
    file.flush();
    return false;
  } finally {
    file.close();
  }
}

/** Gives the ballast up; answers how many bytes that freed. */
export async function dropBallast(folder: LogFolder): Promise<number> {
  const file = await folder.open(NAME);
  try {
    const freed = file.getSize();
    file.truncate(0);
    file.flush();
    return freed;
  } finally {
    file.close();
  }
}
