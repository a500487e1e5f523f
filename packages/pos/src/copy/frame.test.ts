import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32, frameOf, readFrames } from './frame.ts';

const logOf = (texts: readonly string[]) => {
  const frames = texts.map(frameOf);
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    bytes.set(frame, at);
    at += frame.length;
  }
  return bytes;
};

test('the checksum is the CRC-32 that everybody computes', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

test('[DEV3] a tail torn at any byte hides none of the whole frames before it', () => {
  const texts = ['birinchi', 'ikkinchi', 'uchinchi: soʻm'];
  const whole = logOf(texts);
  const twoEnd = logOf(texts.slice(0, 2)).length;
  for (let cut = twoEnd; cut < whole.length; cut++) {
    expect(readFrames(whole.subarray(0, cut))).toEqual({
      texts: texts.slice(0, 2),
      end: twoEnd,
      damaged: 0,
    });
  }
  expect(readFrames(whole).texts).toEqual(texts);
});

test('[DEV3] damage in the middle costs the frame that it hits and no other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 8 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (texts, place, flip) => {
        const bytes = logOf(texts);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const read = readFrames(bytes);
        const lost = texts.length - read.texts.length;
        expect(lost).toBe(1);
        const missing = texts.findIndex((text, index) => text !== read.texts[index]);
        const rest = texts.filter((_, index) => index !== missing);
        expect(read.texts).toEqual(missing < 0 ? texts.slice(0, -1) : rest);
      },
    ),
  );
});
