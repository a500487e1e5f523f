// Before the first paint: the theme and language kept on this device, else the system's theme.
(() => {
  const root = document.documentElement;
  let theme = null;
  let locale = null;
  try {
    theme = localStorage.getItem('oson.theme');
    locale = localStorage.getItem('oson.locale');
  } catch {
    // Storage is blocked: the defaults stand.
  }
  const dark = theme === 'dark' || (!theme && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  if (locale) root.lang = locale;
})();
