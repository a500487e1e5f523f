import type { Locale } from '../kernel/locale.ts';
import { defineWords, wordsOf } from '../kernel/words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const words = defineWords({
  'uz-Latn': {
    now: 'hozir',
    moment: '1 daqiqadan kam',
    minutes: { other: '{count} daqiqa' },
    hours: { other: '{count} soat' },
    days: { other: '{count} kun' },
    ago: '{span} oldin',
  },
  ru: {
    now: 'сейчас',
    moment: 'меньше минуты',
    minutes: {
      one: '{count} минута',
      few: '{count} минуты',
      many: '{count} минут',
      other: '{count} минуты',
    },
    hours: {
      one: '{count} час',
      few: '{count} часа',
      many: '{count} часов',
      other: '{count} часа',
    },
    days: { one: '{count} день', few: '{count} дня', many: '{count} дней', other: '{count} дня' },
    ago: '{span} назад',
  },
  en: {
    now: 'now',
    moment: 'less than a minute',
    minutes: { one: '{count} minute', other: '{count} minutes' },
    hours: { one: '{count} hour', other: '{count} hours' },
    days: { one: '{count} day', other: '{count} days' },
    ago: '{span} ago',
  },
});

/** How long, in the largest whole unit: "27 daqiqa", "3 soat", "2 kun". */
export function formatDuration(ms: number, locale: Locale): string {
  const t = wordsOf(words, locale);
  if (ms < MINUTE_MS) return t('moment');
  if (ms < HOUR_MS) return t('minutes', { count: Math.floor(ms / MINUTE_MS) });
  if (ms < DAY_MS) return t('hours', { count: Math.floor(ms / HOUR_MS) });
  return t('days', { count: Math.floor(ms / DAY_MS) });
}

/**
 * How long ago, from the time that has passed in milliseconds: "27 daqiqa oldin". Below a minute,
 * and for a clock that runs ahead of ours, it is "hozir".
 */
export function formatAgo(elapsedMs: number, locale: Locale): string {
  const t = wordsOf(words, locale);
  if (elapsedMs < MINUTE_MS) return t('now');
  // In Russian only the feminine minute changes after "назад": 1 минуту назад.
  const span = formatDuration(elapsedMs, locale).replace(/ минута$/, ' минуту');
  return t('ago', { span });
}
