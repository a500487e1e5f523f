/** The pages of site, office and console, each with what it looks like when it is in use. */
import type { Page } from 'playwright-core';
import type { Origins } from '../product.ts';
import type { Look } from './look.ts';

const ROWS = 'tbody tr[data-index]';

/** Pages before anybody is signed in; the sign-up stops before its second page is sent. */
export async function walkSite(
  page: Page,
  look: Look,
  origins: Origins,
  who: { email: string; password: string },
): Promise<void> {
  await page.goto(`${origins.office}/`);
  await look('site-home', page);
  for (const path of ['sign-in', 'forgot-password', 'sign-up']) {
    await page.goto(`${origins.office}/${path}`);
    await page.locator('input[name=identifier]').waitFor();
    await look(`site-${path}`, page);
  }
  await page.fill('input[name=identifier]', who.email);
  await page.fill('input[name=password]', who.password);
  await page.click('button[type=submit]');
  await page.locator('input[name=shop]').waitFor();
  await look('site-sign-up-shop', page);
}

async function open(page: Page, origins: Origins, path: string, sign: string): Promise<void> {
  await page.goto(`${origins.office}/office${path}`);
  await page.locator(sign).first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** The owner's first page. */
export async function walkDashboard(page: Page, look: Look, origins: Origins): Promise<void> {
  await open(page, origins, '', '[data-testid=received-strip]');
  await look('office-dashboard', page);
}

/** Lists, each with the sheet behind its first row. */
export async function walkLists(
  page: Page,
  look: Look,
  origins: Origins,
  lists: readonly string[] = ['sales', 'shifts', 'customers', 'catalogue', 'stock'],
): Promise<void> {
  for (const list of lists) {
    await open(page, origins, `/${list}`, ROWS);
    await look(`office-${list}`, page);
    // The first cell of words: others hold checkboxes, or edit in place.
    await page.locator(ROWS).first().locator('td:not(:has(input))').first().click();
    await page.getByRole('dialog').waitFor();
    await page.waitForLoadState('networkidle');
    await look(`office-${list}-one`, page);
  }
}

/** What is set up once: flags come first because they wait for somebody. */
export async function walkSetup(page: Page, look: Look, origins: Origins): Promise<void> {
  await open(page, origins, '/flags', '[data-testid=flag]');
  await look('office-flags', page);
  for (const list of ['stores', 'terminals', 'staff']) {
    await open(page, origins, `/${list}`, ROWS);
    await look(`office-${list}`, page);
  }
  await open(page, origins, '/settings', 'main h1');
  const tabs = page.getByRole('tab');
  for (let at = 0; at < (await tabs.count()); at++) {
    await tabs.nth(at).click();
    await page.waitForLoadState('networkidle');
    await look(`office-settings-${at + 1}`, page);
  }
}

/** The import: the file, the columns when they are asked for, the preview; written if wanted. */
export async function walkImport(
  page: Page,
  look: Look,
  origins: Origins,
  job: { file: string; write: boolean },
): Promise<void> {
  await page.goto(`${origins.office}/office/import`);
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  await look('office-import-file', page);
  await page.locator('input[type=file]').setInputFiles(job.file);
  const next = page.getByTestId('columns-next');
  const start = page.getByTestId('import-start');
  await next.or(start).first().waitFor();
  if (await start.isVisible()) await page.getByTestId('import-columns').click();
  await next.waitFor();
  await look('office-import-columns', page);
  await next.click();
  await start.waitFor();
  await page.locator(ROWS).first().waitFor();
  await page.waitForLoadState('networkidle');
  await look('office-import-preview', page);
  if (!job.write) return;
  await start.click();
  await page.getByTestId('import-done').waitFor({ timeout: 120_000 });
  await look('office-import-done', page);
}

/** The console after its door: the list, one chain's health. */
export async function walkConsole(page: Page, look: Look, origins: Origins): Promise<void> {
  await page.goto(`${origins.console}/console`);
  await page.locator(ROWS).first().waitFor();
  await look('console-tenants', page);
  await page.getByRole('row', { name: 'Baraka Market' }).click();
  await page.getByTestId('terminal').or(page.getByTestId('terminal-healthy')).first().waitFor();
  await look('console-tenant', page);
}
