/** Finds the browser that the browser tests drive; installs Debian's where that is possible. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/**
 * Path of a Chromium. CHROMIUM_PATH wins; root on Debian gets the package installed.
 * Throws one line that names the command to run when there is none to be had.
 */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
  { install } = { install: true },
): string {
  if (env.CHROMIUM_PATH !== undefined) {
    if (fs.existsSync(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(
      `CHROMIUM_PATH points at nothing (${env.CHROMIUM_PATH}): run "sudo apt-get install -y chromium" and unset it`,
    );
  }
  const found = USUAL_PLACES.find((place) => fs.existsSync(place));
  if (found) return found;
  if (install && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get'))
    return installChromium();
  throw new Error('No Chromium for the browser tests: run "sudo apt-get install -y chromium"');
}

function installChromium(): string {
  console.log('installing Chromium for the browser tests');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', 'chromium'],
  ]) {
    const result = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    if (result.status !== 0) {
      throw new Error(
        'Chromium could not be installed: run "apt-get install -y chromium" yourself',
      );
    }
  }
  return USUAL_PLACES[0] as string;
}
