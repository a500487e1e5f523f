/** Each frame starts with these bytes: after damage the next whole frame is found by them. */
const MARK = [0x4f, 0x53, 0x4c, 0x31] as const;
const HEAD_BYTES = 12;
/** Nothing that is written is longer; a longer length is damage. */
const PAYLOAD_MAX = 4 * 1024 * 1024;

/** What a stretch of bytes holds. */
export type FramesRead = {
  /** Payloads of whole frames, in order. */
  texts: string[];
  /** Where the last whole frame ends; behind it lies at most a torn tail. */
  end: number;
  /** Stretches of bytes between whole frames that are no frame. */
  damaged: number;
};

/** A frame: mark, length, CRC-32 of the payload (both 32 bit, little end first), payload as UTF-8. */
export function frameOf(text: string): Uint8Array {
  const payload = new TextEncoder().encode(text);
  const frame = new Uint8Array(HEAD_BYTES + payload.length);
  const view = new DataView(frame.buffer);
  frame.set(MARK, 0);
  view.setUint32(4, payload.length, true);
  view.setUint32(8, crc32(payload), true);
  frame.set(payload, HEAD_BYTES);
  return frame;
}

/** Reads all whole frames; a torn tail and damage in between are stepped over and counted. */
export function readFrames(bytes: Uint8Array): FramesRead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  const texts: string[] = [];
  let end = 0;
  let damaged = 0;
  let at = 0;
  while (at + HEAD_BYTES <= bytes.length) {
    const payload = payloadAt(bytes, view, at);
    if (!payload) {
      at = nextMark(bytes, at + 1);
      continue;
    }
    if (at > end) damaged += 1;
    texts.push(decoder.decode(payload));
    at += HEAD_BYTES + payload.length;
    end = at;
  }
  return { texts, end, damaged };
}

function payloadAt(bytes: Uint8Array, view: DataView, at: number): Uint8Array | null {
  if (!MARK.every((byte, index) => bytes[at + index] === byte)) return null;
  const length = view.getUint32(at + 4, true);
  if (length > PAYLOAD_MAX || at + HEAD_BYTES + length > bytes.length) return null;
  const payload = bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length);
  return crc32(payload) === view.getUint32(at + 8, true) ? payload : null;
}

function nextMark(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    at = bytes.indexOf(MARK[0], at);
    if (at < 0) return bytes.length;
    if (MARK.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return bytes.length;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 (IEEE), unsigned. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
