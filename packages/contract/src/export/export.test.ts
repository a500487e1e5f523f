import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../canonical/sha256.ts';
import { SAMPLE_IDS } from '../fixtures/index.ts';
import { exportSignedText } from '../messages/import.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import {
  EXPORT_IV_BYTES,
  EXPORT_KEY_BYTES,
  EXPORT_MAGIC,
  joinExportFile,
  splitExportFile,
} from './export-file.ts';
import { QR_CHUNK_BYTES, QR_CODES_MAX, qrSeriesOf, readQrSeries } from './qr-series.ts';

const { tenant, terminal, incarnation } = SAMPLE_IDS;
const bytesOf = (length: number) =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 255);

test('[OP16] the signed text names whose operations they are and how far they go', () => {
  const lastHash = sha256Hex('last');
  const text = exportSignedText({ tenant, terminal, incarnation, fromSeq: 3, toSeq: 17, lastHash });
  expect(text).toBe(`OSP1-EXPORT\n${tenant}\n${terminal}\n${incarnation}\n3\n17\n${lastHash}`);
});

describe('base64url', () => {
  test.each([
    ['', []],
    ['AA', [0]],
    ['_w', [255]],
    ['-_8', [251, 255]],
    ['AAEC', [0, 1, 2]],
    ['SGVsbG8', [72, 101, 108, 108, 111]],
  ])('%j', (text, bytes) => {
    expect(toBase64url(Uint8Array.from(bytes))).toBe(text);
    expect([...(fromBase64url(text) ?? [])]).toEqual(bytes);
  });

  test('any bytes come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(fromBase64url(toBase64url(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test.each(['A', 'AAAAA', 'AA==', 'A+A', 'A/A', 'A A', 'ʻ'])('%j is none', (text) => {
    expect(fromBase64url(text)).toBeNull();
  });
});

describe('[OP17] an export file', () => {
  const parts = {
    ephemeral: bytesOf(EXPORT_KEY_BYTES),
    iv: bytesOf(EXPORT_IV_BYTES),
    sealed: bytesOf(300),
  };

  test('is mark, key, nonce and ciphertext, one behind the other', () => {
    const file = joinExportFile(parts);
    expect(String.fromCharCode(...file.slice(0, 6))).toBe(EXPORT_MAGIC);
    expect(file.length).toBe(6 + 65 + 12 + 300);
    expect(splitExportFile(file)).toEqual(parts);
  });

  test('other bytes are none', () => {
    const file = joinExportFile(parts);
    expect(splitExportFile(file.slice(0, 6 + 65 + 12))).toBeNull();
    expect(splitExportFile(file.slice(0, 6 + 65 + 13))?.sealed).toHaveLength(1);
    const other = file.slice();
    other[5] = '2'.charCodeAt(0);
    expect(splitExportFile(other)).toBeNull();
    expect(splitExportFile(new Uint8Array())).toBeNull();
  });

  test('takes no key and no nonce of another size', () => {
    expect(() => joinExportFile({ ...parts, ephemeral: bytesOf(64) })).toThrow(/65 bytes/);
    expect(() => joinExportFile({ ...parts, iv: bytesOf(16) })).toThrow(/nonce 12/);
  });
});

describe('[OP17] an export as a series of codes', () => {
  const file = bytesOf(QR_CHUNK_BYTES * 2 + 5);
  const series = qrSeriesOf(file) as string[];

  test('each says which file, which one and of how many', () => {
    const mark = series[0]?.slice(5, 13);
    expect(series.map((text) => text.split(':').slice(0, 3).join(':'))).toEqual([
      `OSX1:${mark}:1/3`,
      `OSX1:${mark}:2/3`,
      `OSX1:${mark}:3/3`,
    ]);
    expect(mark).toMatch(/^[0-9a-f]{8}$/);
    expect(series.every((text) => text.length < 1300)).toBe(true);
  });

  test('comes back whole from any order, with repeats', () => {
    const scanned = [series[2], series[0], series[2], series[1]] as string[];
    expect(readQrSeries(scanned)).toEqual({ state: 'whole', file });
  });

  test('says which are missing', () => {
    expect(readQrSeries([series[1] as string])).toEqual({
      state: 'partly',
      mark: series[0]?.slice(5, 13),
      count: 3,
      missing: [1, 3],
    });
  });

  test('is at most 20 codes, else there is only the file', () => {
    expect(qrSeriesOf(bytesOf(QR_CHUNK_BYTES * QR_CODES_MAX))).toHaveLength(20);
    expect(qrSeriesOf(bytesOf(QR_CHUNK_BYTES * QR_CODES_MAX + 1))).toBeNull();
    expect(qrSeriesOf(new Uint8Array())).toBeNull();
    const largest = qrSeriesOf(bytesOf(QR_CHUNK_BYTES * QR_CODES_MAX)) as string[];
    expect(readQrSeries(largest).state).toBe('whole');
  });

  test.each([
    ['nothing', []],
    ['a receipt', ['https://chek.uz/1']],
    ['two files', [series[0] as string, (qrSeriesOf(bytesOf(901)) as string[])[1] as string]],
    ['a number beyond the count', [series[0]?.replace(':1/3:', ':4/3:') as string]],
    ['another count', [series[0] as string, series[1]?.replace('/3:', '/4:') as string]],
    ['bytes that are not base64url', [(series[0] as string).replace(/:1\/3:.*/, ':1/1:AAAAA')]],
    ['other bytes', [(series[0] as string).replace(/:1\/3:.*/, ':1/1:AAAA')]],
  ])('%s is none', (_, texts) => {
    expect(readQrSeries(texts)).toEqual({ state: 'foreign' });
  });
});
