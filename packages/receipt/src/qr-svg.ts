import { encode } from 'uqr';

/** Long payloads print finer; they take the lowest error correction to keep modules large. */
const LONG_PAYLOAD_CHARS = 120;

/**
 * A QR code as an SVG element, black on white, one unit a module. `quiet` is the white rim in
 * modules: 4 by the standard, 0 where the paper around is white anyway.
 */
export function qrSvg(text: string, quiet = 4): string {
  const ecc = text.length > LONG_PAYLOAD_CHARS ? 'L' : 'M';
  const { data, size } = encode(text, { ecc, border: 0 });
  const side = size + 2 * quiet;
  let path = '';
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      let end = x;
      while (end < size && row[end]) end++;
      path += `M${x + quiet} ${y + quiet}h${end - x}v1h${x - end}z`;
      x = end;
    }
  }
  return (
    `<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" ` +
    `shape-rendering="crispEdges" role="img" aria-label="QR">` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path}"/></svg>`
  );
}
