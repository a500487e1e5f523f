import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

const ORIGIN = 'https://office.example';

test.each(['/office', '/invitation/7?a=1', '/office/sales?q=%2F%2Fx'])(
  '%j is a page of ours',
  (path) => {
    expect(ownPath(path, ORIGIN)).toBe(path);
  },
);

test.each([
  '//evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example/office',
  'http://office.example/office',
  'https://office.example.evil.example/',
  'javascript:alert(1)',
  'https://',
])('%j leads elsewhere', (address) => {
  expect(ownPath(address, ORIGIN)).toBeNull();
});
