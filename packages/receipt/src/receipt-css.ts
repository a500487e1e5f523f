/** Printed width of the two papers in px at 96 a inch: 80 mm prints 72, 58 mm prints 48. */
export const PAPER_PX = { 58: 219, 80: 302 } as const;
export type PaperMm = keyof typeof PAPER_PX;

/**
 * The style of every receipt; constant, so that a content policy may name it by its digest.
 * Black only: thermal paper has no grey. Nothing is smaller than 11.5 px: law asks for letters of
 * 2 mm and a QR of 30 mm (114 px).
 */
export const RECEIPT_CSS = `
:root{color-scheme:light}
*{box-sizing:border-box;margin:0;padding:0}
html,body{background:#fff}
body{font:400 13px/1.32 "Onest Variable",Onest,"Noto Sans","DejaVu Sans",Arial,sans-serif;color:#000;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.paper{width:302px;padding:14px 15px 18px;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.p58 .paper{width:219px;padding:12px 19px 16px}
h1{font-size:19px;line-height:1.2;font-weight:750;letter-spacing:-.01em;text-align:center;margin-bottom:2px}
.c{text-align:center;text-wrap:balance}
.c span{display:inline-block}
.p58 .c span{display:block}
.sep{font-style:normal}
.p58 .sep{display:none}
.s{font-size:11.5px}
.b{font-weight:700}
.nb{white-space:nowrap}
hr{border:0;border-top:1.5px dashed #000;margin:8px 0}
.two{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 10px}
.two>:first-child{max-width:100%}
.two>:last-child{white-space:nowrap;text-align:right;margin-left:auto}
.left>:last-child{margin-left:0}
.it{margin-top:6px;break-inside:avoid}
.nm{font-weight:700}
.tot{font-size:21px;line-height:1.15;font-weight:800;margin:6px 0 4px;font-variant-numeric:proportional-nums;align-items:baseline}
.p58 .tot{font-size:17px}
.mark{border:2.5px solid #000;text-align:center;font-weight:800;font-size:34px;line-height:1.1;letter-spacing:.12em;padding:4px 6px 6px;margin-bottom:10px;text-wrap:balance}
.mark small{display:block;font-size:12px;font-weight:600;letter-spacing:0;line-height:1.3}
.p58 .mark{font-size:27px}
.p58 .mark small{font-size:11.5px}
.copy{border:1.5px solid #000;text-align:center;font-weight:700;font-size:15px;letter-spacing:.08em;padding:2px 0;margin-bottom:8px}
.foot{display:flex;gap:12px;align-items:center}
.foot>:last-child{min-width:0}
.foot+.foot{margin-top:12px}
.p58 .foot{flex-direction:column;gap:8px;text-align:center}
svg.qr{width:114px;height:114px;display:block;flex:none}
.foot+.foot svg.qr{width:95px;height:95px}
.gap{margin-top:8px}
@media screen{body{display:flex;justify-content:center}}
`.trim();

/**
 * The page size for the measured height of the paper in px: a size by width alone makes browsers
 * print a square or a whole letter page, so the height must be named.
 */
export function pageCss(paperMm: PaperMm, heightPx: number): string {
  const heightMm = Math.ceil((heightPx * 25.4) / 96) + 1;
  return `@page{size:${paperMm}mm ${heightMm}mm;margin:0}`;
}
