/**
 * Draws the app's icons from one drawing: the beads of the choʻt on a cobalt plate, as `Logo` of
 * packages/ui. Run `node tooling/icons/draw-icons.ts` after changing it, and commit the files.
 */
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../bootstrap/chromium.ts';

const folder = path.join(import.meta.dirname, '../../apps/web/public/icons');

/** Two rods; white beads above, turquoise ones below: what is sold, what is received. */
const BEADS = `<path d="M4 10h24M4 22h24" stroke="#9fc3d8" stroke-width="1.6"/>
<g fill="#fff"><ellipse cx="8.4" cy="10" rx="2.7" ry="5"/><ellipse cx="14.6" cy="10" rx="2.7" ry="5"/><ellipse cx="20.8" cy="10" rx="2.7" ry="5"/><ellipse cx="23.6" cy="22" rx="2.7" ry="5"/></g>
<g fill="#4fd0d6"><ellipse cx="8.4" cy="22" rx="2.7" ry="5"/><ellipse cx="14.6" cy="22" rx="2.7" ry="5"/></g>`;

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${inside}</svg>\n`;

/** The plate with its own round corners, for places that show an icon as it is. */
const plain = svg(`<rect width="32" height="32" rx="8" fill="#0f2b7b"/>\n${BEADS}`);
/** Cobalt to the edge, beads inside the middle 80 %: the system cuts its own shape. */
const maskable = svg(
  `<rect width="32" height="32" fill="#0f2b7b"/>\n<g transform="translate(16 16) scale(.78) translate(-16 -16)">${BEADS}</g>`,
);

const PICTURES = [
  { file: 'icon-192.png', drawing: plain, size: 192 },
  { file: 'icon-512.png', drawing: plain, size: 512 },
  { file: 'icon-maskable-192.png', drawing: maskable, size: 192 },
  { file: 'icon-maskable-512.png', drawing: maskable, size: 512 },
  // iOS rounds the corners itself and shows black where a picture is transparent.
  { file: 'apple-touch-icon.png', drawing: maskable, size: 180 },
] as const;

fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'icon.svg'), plain);
fs.writeFileSync(path.join(folder, 'icon-maskable.svg'), maskable);
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
for (const { file, drawing, size } of PICTURES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html,body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  );
  await page.screenshot({ path: path.join(folder, file), omitBackground: true });
  console.log(`${file} ${size} px`);
}
await browser.close();
