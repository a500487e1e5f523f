/** Takes pictures of a screen at every size in both themes. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type Look, settled, THEMES, wear } from './look.ts';

/** Counter, tablet, phone. */
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

export type PictureChoice = {
  folder: string;
  locale: string;
  /** Only screens whose name holds one of these; all when there is none. */
  only: readonly string[];
};

/** A look that writes `{name}-{width}-{theme}.png` into a folder of the language. */
export function pictureLook({ folder, locale, only }: PictureChoice): Look {
  const home = path.join(folder, locale);
  fs.mkdirSync(home, { recursive: true });
  return async (name, page) => {
    if (only.length > 0 && !only.some((part) => name.includes(part))) return;
    const before = page.viewportSize();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const theme of THEMES) {
        await wear(page, theme);
        await settled(page);
        await page.screenshot({ path: path.join(home, `${name}-${size.width}-${theme}.png`) });
      }
      await wear(page, 'light');
    }
    if (before) await page.setViewportSize(before);
  };
}

/** The language of every page that this page's context opens from now on. */
export async function speak(page: Page, locale: string): Promise<void> {
  await page.context().addInitScript((value) => {
    localStorage.setItem('oson.locale', value);
  }, locale);
}
