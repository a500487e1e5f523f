import type { Origins } from './areas.ts';

/** Where the areas live, as this deployment says. */
export async function originsOf(): Promise<Origins> {
  const response = await fetch('/api/origins');
  return (await response.json()) as Origins;
}
