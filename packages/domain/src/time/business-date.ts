const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * The day a sale belongs to, YYYY-MM-DD: its moment in the store's zone minus the store's cut-over
 * hour. `atMs` is ms since 1970 UTC, the offset is minutes east of UTC (Tashkent 300).
 */
export function businessDate(atMs: number, utcOffsetMin: number, cutoverHour: number): string {
  return dateOfDay(Math.floor((localMs(atMs, utcOffsetMin) - cutoverHour * HOUR_MS) / DAY_MS));
}

/** The hour on the store's clock, 0-23. */
export function businessHour(atMs: number, utcOffsetMin: number): number {
  const local = localMs(atMs, utcOffsetMin);
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / HOUR_MS);
}

/** A date moved by whole days, also across months and years. */
export function addDays(date: string, days: number): string {
  return dateOfDay(dayOfDate(date) + days);
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: string): number {
  // 1 January 1970 was a Thursday.
  return ((((dayOfDate(date) + 3) % 7) + 7) % 7) + 1;
}

/** The moment (ms since 1970 UTC) at which a business date begins in the store. */
export function businessDateStartMs(
  date: string,
  utcOffsetMin: number,
  cutoverHour: number,
): number {
  return dayOfDate(date) * DAY_MS + cutoverHour * HOUR_MS - utcOffsetMin * MINUTE_MS;
}

function localMs(atMs: number, utcOffsetMin: number): number {
  return atMs + utcOffsetMin * MINUTE_MS;
}

/** Days since 1970-01-01 to a Gregorian date, by eras of 400 years that begin on 1 March. */
function dateOfDay(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524);
  const yearOfEra = Math.floor((dayOfEra - leaps - Math.floor(dayOfEra / 146_096)) / 365);
  const yearDays = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - yearDays;
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`;
}

function dayOfDate(date: string): number {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date);
  if (!parts) throw new RangeError(`not a date: ${date}`);
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  const yearDays = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const days = era * 146_097 + yearDays + dayOfYear - 719_468;
  if (dateOfDay(days) !== date) throw new RangeError(`not a date: ${date}`);
  return days;
}
