import { expect, test } from 'vitest';
import { keepToHost } from './keep-to-host.ts';
import type { Resolved } from './resolve-office-user.ts';

const apart = {
  officeOrigin: 'https://office.osonsavdo.uz',
  consoleOrigin: 'https://console.osonsavdo.uz',
};
const together = {
  officeOrigin: 'http://localhost:3000',
  consoleOrigin: 'http://localhost:3000',
};
const support: Resolved = {
  user: {
    userId: '1',
    sessionId: '2',
    name: 'Timur',
    email: 's@oson.uz',
    locale: 'uz-Latn',
    isSupport: true,
    secondFactor: true,
  },
  office: { tenantId: '3', role: 'owner', tenantStatus: 'active' },
};

test('[S15] support is support on the console’s host only, and there it has no chain', () => {
  expect(keepToHost(support, apart, 'console.osonsavdo.uz')).toMatchObject({
    user: { isSupport: true },
    office: null,
  });
  for (const host of ['office.osonsavdo.uz', 'console.osonsavdo.uz.evil.example', null]) {
    expect(keepToHost(support, apart, host)).toMatchObject({
      user: { isSupport: false },
      office: { role: 'owner' },
    });
  }
});

test('one host for all areas changes nothing, and nobody stays nobody', () => {
  expect(keepToHost(support, together, 'localhost:3000')).toEqual(support);
  const nobody = { user: null, office: null };
  expect(keepToHost(nobody, apart, 'office.osonsavdo.uz')).toEqual(nobody);
});
