/** Debian's Chromium with a profile folder of its own, driven by playwright-core. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Device = {
  context: BrowserContext;
  profile: string;
  /** The first page of the context. */
  page: () => Page;
  /** kill -9 of the whole browser; the profile folder stays. */
  kill: () => Promise<void>;
  /** Opens the same profile in a new browser process. */
  reopen: () => Promise<void>;
  close: () => Promise<void>;
};

export async function openDevice(viewport = { width: 1366, height: 768 }): Promise<Device> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'oson-profile-'));
  const open = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      headless: true,
      args: FLAGS,
      viewport,
      locale: 'en-US',
      timezoneId: 'Asia/Tashkent',
      serviceWorkers: 'allow',
    });
  const device: Device = {
    context: await open(),
    profile,
    page: () => device.context.pages()[0] as Page,
    kill: async () => {
      killBrowser(profile);
      await device.context.close().catch(() => undefined);
    },
    reopen: async () => {
      fs.rmSync(path.join(profile, 'SingletonLock'), { force: true });
      device.context = await open();
    },
    close: async () => {
      await device.context.close().catch(() => undefined);
      fs.rmSync(profile, { recursive: true, force: true });
    },
  };
  return device;
}

/** Finds the browser by its profile folder: only processes that this test started can match. */
function killBrowser(profile: string): void {
  const list = execFileSync('ps', ['-eo', 'pid=,args='], { maxBuffer: 1 << 26 }).toString();
  for (const line of list.split('\n')) {
    if (!line.includes(`--user-data-dir=${profile}`)) continue;
    const pid = Number.parseInt(line.trim(), 10);
    if (Number.isInteger(pid)) process.kill(pid, 'SIGKILL');
  }
}
