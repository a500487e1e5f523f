import type { Resolved } from './resolve-office-user.ts';
import type { IdentitySettings } from './settings/identity-settings.ts';

/**
 * Where the areas have hosts of their own, support exists on the console's host alone and chains on
 * the others (S15): a cookie that was made for one area opens nothing in another.
 */
export function keepToHost(
  resolved: Resolved,
  settings: Pick<IdentitySettings, 'officeOrigin' | 'consoleOrigin'>,
  host: string | null,
): Resolved {
  const { officeOrigin, consoleOrigin } = settings;
  if (officeOrigin === consoleOrigin) return resolved;
  const { user, office } = resolved;
  const isConsole = host === new URL(consoleOrigin).host;
  return {
    user: user && { ...user, isSupport: user.isSupport && isConsole },
    office: isConsole ? null : office,
  };
}
