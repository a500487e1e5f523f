import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { activeHref, type NavItem, OfficeShell } from './office-shell.tsx';

const item = (href: string): NavItem => ({ href, label: href, icon: null });
const NAV = [item('/office'), item('/office/sales'), 'line' as const, item('/office/stock')];

test.each([
  ['/office', '/office'],
  ['/office/sales', '/office/sales'],
  ['/office/sales/17', '/office/sales'],
  ['/office/salesman', '/office'],
  ['/elsewhere', null],
])('on %s the item %s is marked', (path, href) => {
  expect(activeHref(NAV, path)).toBe(href);
});

test('exactly one item says that it is the page', () => {
  const html = renderToStaticMarkup(
    <OfficeShell name="OsonSavdo" nav={NAV} path="/office/stock">
      <p>page</p>
    </OfficeShell>,
  );
  expect(html.match(/aria-current="page"/g)).toHaveLength(1);
  expect(html).toMatch(
    /href="\/office\/stock"[^>]*aria-current|aria-current="page"[^>]*href="\/office\/stock"/,
  );
});
