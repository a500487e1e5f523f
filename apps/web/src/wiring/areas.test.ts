import { expect, test } from 'vitest';
import { areaOf } from './areas.ts';

test.each([
  ['/pos', 'pos'],
  ['/posture', 'office'],
  ['/console/tenants/1', 'console'],
  ['/', 'office'],
  ['/office/sales', 'office'],
  ['/api/trpc/sale.list', 'shared'],
  ['/manifest.webmanifest', 'shared'],
])('%s belongs to %s', (pathname, area) => {
  expect(areaOf(pathname)).toBe(area);
});
