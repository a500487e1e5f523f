/**
 * The page's own fonts as rules that a document of its own can use: paper is printed in the letters of
 * the screen, also offline, where the files come from the precache.
 */
export function pageFonts(page: Document): string {
  const rules: string[] = [];
  for (const sheet of page.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (rule instanceof CSSFontFaceRule) rules.push(absolute(rule.cssText, sheet.href));
    }
  }
  return rules.join('\n');
}

function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    // A foreign sheet does not show its rules; there is none of our fonts in it.
    return [];
  }
}

function absolute(text: string, base: string | null): string {
  const from = base ?? document.baseURI;
  return text.replace(
    /url\("?([^")]+)"?\)/g,
    (_all, url: string) => `url("${new URL(url, from)}")`,
  );
}
