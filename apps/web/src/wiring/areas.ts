export type Area = 'office' | 'pos' | 'console';
export type Origins = Record<Area | 'worker', string>;

/** Addresses of the areas; all of them are settings of the deployment. */
export function originsFrom(env: NodeJS.ProcessEnv): Origins {
  return {
    office: env.OFFICE_ORIGIN ?? '',
    pos: env.POS_ORIGIN ?? '',
    console: env.CONSOLE_ORIGIN ?? '',
    worker: env.WORKER_ORIGIN ?? '',
  };
}

/** Which area a path belongs to; what serves all of them is shared. */
export function areaOf(pathname: string): Area | 'shared' {
  if (pathname === '/pos' || pathname.startsWith('/pos/')) return 'pos';
  if (pathname === '/console' || pathname.startsWith('/console/')) return 'console';
  if (pathname.startsWith('/api/') || pathname.includes('.')) return 'shared';
  return 'office';
}

export function originOfArea(origins: Origins, area: Area): string | undefined {
  return origins[area] || undefined;
}
