import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml } from './escape-html.ts';

test.each([
  ['Sut 3,2% «Yaylov»', 'Sut 3,2% «Yaylov»'],
  ['<b>', '&lt;b&gt;'],
  ['a & b', 'a &amp; b'],
  ['&amp;', '&amp;amp;'],
  ['"x" \'y\'', '&quot;x&quot; &#39;y&#39;'],
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['oʻt', 'oʻt'],
  ['a\u0000b\u001dc', 'a b c'],
  ['Choy \u202e00521\u202c', 'Choy  00521 '],
  ['a\u2066b\u2069', 'a b '],
  ['', ''],
])('%j is printed as %j', (text, html) => {
  expect(escapeHtml(text)).toBe(html);
});

test('no text can open a tag, close an attribute or turn the reading direction', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from('<>"\'&;#abc\u202e\u0007 ')) }),
      (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"'\u202e]/u);
      },
    ),
  );
});

test('what a browser shows is what was written', () => {
  const shown = (html: string) =>
    html
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('<>"\'&;#ablt ')) }), (text) => {
      expect(shown(escapeHtml(text))).toBe(text);
    }),
  );
});
