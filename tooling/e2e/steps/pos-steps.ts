/** What a cashier does, by touch, on the real screens. */
import type { Page } from 'playwright-core';
import type { Device } from '../browser.ts';

export async function enterPin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByTestId(`pin-${digit}`).click();
  await page.getByTestId('pin-enter').click();
}

/** "Start selling": the PIN twice, what becomes of the sample goods, the float. */
export async function startSelling(
  page: Page,
  choice: { pin: string; keepSample: boolean },
): Promise<void> {
  await page.getByTestId('start-selling').first().click();
  await enterPin(page, choice.pin);
  await page.waitForTimeout(300);
  await enterPin(page, choice.pin);
  if (!choice.keepSample) await page.getByTestId('sample-drop').click();
  await page.keyboard.type('100000');
  await page.getByTestId('go-live').click();
  await page.getByTestId('practice-bar').waitFor({ state: 'detached' });
}

/** Somebody taps their name and enters the PIN. */
export async function unlock(page: Page, name: string | null, pin: string): Promise<void> {
  await page.getByTestId('pin-screen').waitFor();
  if (name) await page.getByTestId('person').filter({ hasText: name }).click();
  else await page.getByTestId('person').first().click();
  await enterPin(page, pin);
}

/** Opens a shift with a counted float when the terminal asks for one. */
export async function openShift(page: Page): Promise<void> {
  await page.getByTestId('open-shift-screen').waitFor();
  await page.keyboard.type('50000');
  await page.getByTestId('start-shift').click();
  await page.getByTestId('sale-screen').waitFor();
}

/** Takes exact cash for what is in the cart; returns the receipt number of the done strip. */
export async function payExact(page: Page): Promise<string> {
  await page.getByTestId('pay').click();
  // The sheet is deaf for its first 300 ms, so that a double tap sells nothing.
  await page.waitForTimeout(400);
  await page.getByTestId('pay-exact').click();
  const number = page.getByTestId('receipt-number');
  await number.waitFor();
  return (await number.textContent())?.trim() ?? '';
}

/** A scanner reads a code: fast keys and Enter, wherever the focus is. */
export async function addByCode(page: Page, code: string): Promise<void> {
  const lines = page.getByTestId('line-open');
  for (let attempt = 0; attempt < 20; attempt++) {
    await page.keyboard.type(code, { delay: 2 });
    await page.keyboard.press('Enter');
    const there = await lines
      .first()
      .waitFor({ timeout: 1000 })
      .then(() => true)
      .catch(() => false);
    if (there) return;
  }
  throw new Error(`${code} did not come into the cart`);
}

/** A fresh tab, cold: the app comes from the device, then the person's PIN. */
export async function enterOffline(device: Device, origin: string, pin: string): Promise<Page> {
  const fresh = await device.context.newPage();
  for (const page of device.context.pages()) if (page !== fresh) await page.close();
  await fresh.goto(`${origin}/pos`);
  const screen = fresh.getByTestId('pin-screen').or(fresh.getByTestId('sale-screen'));
  await screen.first().waitFor();
  if (await fresh.getByTestId('pin-screen').isVisible()) await unlock(fresh, null, pin);
  await fresh.getByTestId('sale-screen').waitFor();
  return fresh;
}
