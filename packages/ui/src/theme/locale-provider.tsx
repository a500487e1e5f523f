'use client';

import {
  chooseLocale,
  DEFAULT_LOCALE,
  DEFAULT_UTC_OFFSET_MIN,
  type DateStyle,
  formatAgo,
  formatDate,
  formatDateTime,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPhone,
  formatQuantity,
  formatTime,
  LOCALES,
  type Locale,
  localeOf,
  type MoneyOptions,
  type Phrase,
  type Translate,
  type Words,
  wordsOf,
} from '@oson/messages';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { keptChoice } from './kept-choice.ts';

/** The same key as apps/web/public/appearance.js, which sets `lang` before the first paint. */
const choice = keptChoice<Locale>(
  'oson.locale',
  (kept) => localeOf(kept) ?? chooseLocale(navigator.languages),
  () => undefined,
);

type LocaleValue = {
  locale: Locale;
  locales: readonly Locale[];
  setLocale: (locale: Locale) => void;
  utcOffsetMin: number;
};

const LocaleContext = createContext<LocaleValue>({
  locale: DEFAULT_LOCALE,
  locales: LOCALES,
  setLocale: choice.set,
  utcOffsetMin: DEFAULT_UTC_OFFSET_MIN,
});

/**
 * Gives the language to everything inside. The choice is kept on this device; `locale` forces one.
 * @param props.utcOffsetMin the store's offset from UTC, Tashkent unless told
 */
export function LocaleProvider(props: {
  children: ReactNode;
  locale?: Locale;
  utcOffsetMin?: number;
}) {
  const kept = useSyncExternalStore(choice.subscribe, choice.get, () => DEFAULT_LOCALE);
  const locale = props.locale ?? kept;
  const utcOffsetMin = props.utcOffsetMin ?? DEFAULT_UTC_OFFSET_MIN;
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const value = useMemo(
    () => ({ locale, locales: LOCALES, setLocale: choice.set, utcOffsetMin }),
    [locale, utcOffsetMin],
  );
  return <LocaleContext value={value}>{props.children}</LocaleContext>;
}

/** The language on screen and how to change it; no screen reloads. */
export function useLocale(): LocaleValue {
  return useContext(LocaleContext);
}

/** The translator of an area in the language on screen. */
export function useWords<W extends Record<string, Phrase>>(bundle: Words<W>): Translate<W> {
  return wordsOf(bundle, useLocale().locale);
}

/** All formats, bound to the language on screen and the store's time. */
export function useFormat() {
  const { locale, utcOffsetMin } = useLocale();
  return useMemo(
    () => ({
      locale,
      money: (tiyin: number, options?: MoneyOptions) => formatMoney(tiyin, locale, options),
      quantity: (thousandths: number, unit: string | null = null) =>
        formatQuantity(thousandths, unit, locale),
      date: (value: number | string, style?: DateStyle) =>
        formatDate(value, locale, utcOffsetMin, style),
      time: (ms: number) => formatTime(ms, locale, utcOffsetMin),
      dateTime: (ms: number, style?: DateStyle) => formatDateTime(ms, locale, utcOffsetMin, style),
      ago: (elapsedMs: number) => formatAgo(elapsedMs, locale),
      duration: (ms: number) => formatDuration(ms, locale),
      number: (value: number, decimals?: number) => formatNumber(value, locale, decimals),
      percent: (basisPoints: number) => formatPercent(basisPoints, locale),
      phone: formatPhone,
    }),
    [locale, utcOffsetMin],
  );
}
