/** What a person does outside the POS: sign up, sign in, let a terminal in, import a file. */
import type { Page } from 'playwright-core';
import type { Origins } from '../product.ts';

export type Who = { email: string; password: string };
export type NewChain = Who & { shop: string };

/** From the sign-up page to this browser's own till, in practice. */
export async function signUp(page: Page, origins: Origins, chain: NewChain): Promise<void> {
  await page.goto(`${origins.office}/sign-up`);
  await page.fill('input[name=identifier]', chain.email);
  await page.fill('input[name=password]', chain.password);
  await page.click('button[type=submit]');
  await page.fill('input[name=shop]', chain.shop);
  await page.click('button[type=submit]');
  await page.waitForURL(/\/pos/);
  await page.getByTestId('enrol-yes').click();
  await page.getByTestId('practice-bar').waitFor();
}

/** Signs in wherever this page asks for it: the site's own page, or the console's door. */
export async function signIn(page: Page, address: string, who: Who): Promise<void> {
  await page.goto(address);
  await page.fill('input[name=identifier]', who.email);
  await page.fill('input[name=password]', who.password);
  await page.click('button[type=submit]');
  await page.locator('input[name=password]').waitFor({ state: 'detached' });
}

/** A log-in of the demo chain as `npm start` prints it; of the first one with that role. */
export function printedLogin(output: string, role: string): Who {
  const line = new RegExp(`^${role} +(\\S+@\\S+) +(\\S+)$`, 'm').exec(output);
  if (!line) throw new Error(`the start printed no log-in of ${role}`);
  return { email: line[1] ?? '', password: line[2] ?? '' };
}

/** A manager enters the code that a new device shows. */
export async function claimTerminal(
  page: Page,
  origins: Origins,
  code: string,
  name: string,
): Promise<void> {
  await page.goto(`${origins.office}/office/terminals`);
  await page.getByTestId('claim-open').click();
  await page.getByTestId('claim-code').fill(code);
  await page.getByTestId('claim-name').fill(name);
  await page.getByTestId('claim-save').click();
  await page.getByText(name, { exact: false }).first().waitFor();
}

/** Takes a catalogue file through the wizard with what it guesses, to the end of its run. */
export async function importFile(page: Page, origins: Origins, file: string): Promise<void> {
  await page.goto(`${origins.office}/office/import`);
  await page.locator('input[type=file]').setInputFiles(file);
  const next = page.getByTestId('columns-next');
  const start = page.getByTestId('import-start');
  await next.or(start).first().waitFor();
  if (await next.isVisible()) await next.click();
  await start.click();
  await page.getByTestId('import-done').waitFor({ timeout: 120_000 });
}
