import type { Origins } from './areas.ts';

const AREAS = ['office', 'pos', 'console', 'worker'] as const;

/** Where the areas live, as this deployment says; throws when the answer does not name all of them. */
export async function originsOf(): Promise<Origins> {
  const response = await fetch('/api/origins');
  const answer = (response.ok ? await response.json() : null) as Partial<Origins> | null;
  // A sign-in page of the network's owner may answer in its place.
  const lacks = AREAS.filter((area) => !/^https?:\/\/./.test(String(answer?.[area])));
  if (lacks.length > 0) throw new Error(`no address of ${lacks.join(', ')}: ${response.status}`);
  return answer as Origins;
}
