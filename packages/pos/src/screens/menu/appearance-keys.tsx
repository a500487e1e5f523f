import { LOCALE_NAMES, LOCALES } from '@oson/messages';
import { Button, useLocale, useTheme } from '@oson/ui';
import { Check } from 'lucide-react';

/** The four languages, each by its own name; the cart stays as it is. */
export function LanguageKeys({ onChosen }: { onChosen?: () => void }) {
  const { locale, setLocale } = useLocale();
  return (
    <div className="grid grid-cols-2 gap-2">
      {LOCALES.map((each) => (
        <Button
          key={each}
          size="till"
          lang={each}
          data-testid={`language-${each}`}
          aria-pressed={each === locale}
          icon={each === locale ? <Check /> : undefined}
          className={
            each === locale
              ? 'border-transparent bg-turq-soft shadow-[inset_0_0_0_3px_var(--turq)]'
              : ''
          }
          onClick={() => {
            setLocale(each);
            onChosen?.();
          }}
        >
          {LOCALE_NAMES[each]}
        </Button>
      ))}
    </div>
  );
}

/** Light or dark by one press. */
export function useThemeKey(): { isDark: boolean; toggle: () => void } {
  const { theme, setTheme } = useTheme();
  const isDark = theme === 'dark';
  return { isDark, toggle: () => setTheme(isDark ? 'light' : 'dark') };
}
