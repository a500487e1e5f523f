/** Calendar arithmetic of our own: pure packages have no clock and Chromium no Uzbek. */
export type CalendarDay = {
  year: number;
  month: number;
  day: number /** 0 = Sunday. */;
  weekday: number;
};

const DAY_MS = 86_400_000;
const DAYS_IN_400_YEARS = 146_097;
/** Days from 0000-03-01 to 1970-01-01. Years that begin in March put the leap day last. */
const EPOCH_SHIFT = 719_468;

/** The day and the minute of the day of an instant at an offset from UTC. */
export function calendarOf(ms: number, utcOffsetMin: number) {
  const local = ms + utcOffsetMin * 60_000;
  const days = Math.floor(local / DAY_MS);
  const minute = Math.floor((local - days * DAY_MS) / 60_000);
  return { ...dayOf(days), minute };
}

/** Days since 1970-01-01 of a calendar day, the inverse of `dayOf`. */
export function daysOf(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * DAYS_IN_400_YEARS + yearOfEra * 365 + leapDays + dayOfYear - EPOCH_SHIFT;
}

/** The calendar day that lies `days` after 1970-01-01. */
export function dayOf(days: number): CalendarDay {
  const shifted = days + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfEra = shifted - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}
