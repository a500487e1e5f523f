'use client';

import { LOCALE_NAMES } from '@oson/messages';
import { uiWords } from '@oson/messages/ui';
import { Languages, Moon, Sun } from 'lucide-react';
import type { ButtonLook } from '../controls/button-style.ts';
import { Button } from '../controls/button.tsx';
import { Menu } from '../layers/menu.tsx';
import { useLocale, useWords } from './locale-provider.tsx';
import { useTheme } from './theme.ts';

/** Light or dark by one press; the label names what the press gives. */
export function ThemeToggle(props: {
  darkLabel?: string;
  lightLabel?: string;
  size?: ButtonLook['size'];
  variant?: ButtonLook['variant'];
}) {
  const { theme, setTheme } = useTheme();
  const t = useWords(uiWords);
  const isDark = theme === 'dark';
  return (
    <Button
      variant={props.variant ?? 'quiet'}
      size={props.size}
      icon={isDark ? <Sun /> : <Moon />}
      onClick={() => setTheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? (props.lightLabel ?? t('lightTheme')) : (props.darkLabel ?? t('darkTheme'))}
    </Button>
  );
}

/** The language in two presses; each is named by itself. Nothing reloads. */
export function LanguageSwitch(props: {
  label?: string;
  size?: ButtonLook['size'];
  variant?: ButtonLook['variant'];
}) {
  const { locale, locales, setLocale } = useLocale();
  const t = useWords(uiWords);
  const label = props.label ?? t('language');
  return (
    <Menu
      label={label}
      till={props.size === 'till'}
      trigger={
        <Button
          variant={props.variant ?? 'quiet'}
          size={props.size}
          icon={<Languages />}
          aria-label={`${label}: ${LOCALE_NAMES[locale]}`}
        >
          {LOCALE_NAMES[locale]}
        </Button>
      }
      items={locales.map((each) => ({
        id: each,
        label: LOCALE_NAMES[each],
        onSelect: () => setLocale(each),
      }))}
    />
  );
}
