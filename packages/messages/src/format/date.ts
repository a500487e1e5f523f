import type { Locale } from '../kernel/locale.ts';
import { toCyrillic } from '../script/to-cyrillic.ts';
import { type CalendarDay, calendarOf, dayOf, daysOf } from './calendar.ts';

/** Tashkent; there is no summer time. */
export const DEFAULT_UTC_OFFSET_MIN = 300;

/**
 * short "21.11.2026", long "2026-yil 21-noyabr", day "21-noyabr", weekday "shanba, 21-noyabr".
 */
export type DateStyle = 'short' | 'long' | 'day' | 'weekday';

const MONTHS = {
  uz: 'yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(
    ' ',
  ),
  en: 'January February March April May June July August September October November December'.split(
    ' ',
  ),
};
const WEEKDAYS = {
  uz: 'yakshanba dushanba seshanba chorshanba payshanba juma shanba'.split(' '),
  ru: 'воскресенье понедельник вторник среда четверг пятница суббота'.split(' '),
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
};

const language = (locale: Locale) => (locale === 'ru' || locale === 'en' ? locale : 'uz');
const two = (value: number) => String(value).padStart(2, '0');

/**
 * A date for people.
 * @param value milliseconds since 1970 UTC, or a business date "YYYY-MM-DD" (then without an offset)
 * @param utcOffsetMin minutes east of UTC, 300 unless told
 */
export function formatDate(
  value: number | string,
  locale: Locale,
  utcOffsetMin: number = DEFAULT_UTC_OFFSET_MIN,
  style: DateStyle = 'short',
): string {
  const day = typeof value === 'string' ? dayOfText(value) : calendarOf(value, utcOffsetMin);
  if (!day) return String(value);
  const text = style === 'short' ? shortDate(day, locale) : wordedDate(day, locale, style);
  return locale === 'uz-Cyrl' ? toCyrillic(text) : text;
}

/** "18:42", 24 hours in every language. */
export function formatTime(
  ms: number,
  _locale: Locale,
  utcOffsetMin: number = DEFAULT_UTC_OFFSET_MIN,
): string {
  const { minute } = calendarOf(ms, utcOffsetMin);
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** "21.11.2026, 18:42". */
export function formatDateTime(
  ms: number,
  locale: Locale,
  utcOffsetMin: number = DEFAULT_UTC_OFFSET_MIN,
  style: DateStyle = 'short',
): string {
  return `${formatDate(ms, locale, utcOffsetMin, style)}, ${formatTime(ms, locale, utcOffsetMin)}`;
}

function dayOfText(text: string): CalendarDay | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  return parts ? dayOf(daysOf(Number(parts[1]), Number(parts[2]), Number(parts[3]))) : null;
}

function shortDate(day: CalendarDay, locale: Locale): string {
  if (locale !== 'en') return `${two(day.day)}.${two(day.month)}.${day.year}`;
  return `${day.day} ${MONTHS.en[day.month - 1]?.slice(0, 3)} ${day.year}`;
}

function wordedDate(day: CalendarDay, locale: Locale, style: DateStyle): string {
  const speech = language(locale);
  const month = MONTHS[speech][day.month - 1] ?? '';
  const dayMonth = speech === 'uz' ? `${day.day}-${month}` : `${day.day} ${month}`;
  if (style === 'day') return dayMonth;
  if (style === 'weekday') return `${WEEKDAYS[speech][day.weekday]}, ${dayMonth}`;
  if (speech === 'uz') return `${day.year}-yil ${dayMonth}`;
  return speech === 'ru' ? `${dayMonth} ${day.year} г.` : `${dayMonth} ${day.year}`;
}
