/**
 * Whether version `app` comes before `wanted`, part by part as numbers ("0.10.0" is after "0.9.3").
 * A part that is no number counts as 0, so that a strange name never passes for a new version.
 */
export function isOlderApp(app: string, wanted: string): boolean {
  const [have, want] = [app, wanted].map((version) => version.split('.').map(numberOf));
  for (let part = 0; part < 3; part++) {
    const difference = (have?.[part] ?? 0) - (want?.[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numberOf(part: string): number {
  const digits = /^\d+/.exec(part);
  return digits ? Number(digits[0]) : 0;
}
