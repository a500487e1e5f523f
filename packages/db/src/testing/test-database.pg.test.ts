import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from './test-database.ts';

test('each call gives an empty, migrated database that is gone after close', async () => {
  const one = await testDatabase();
  const two = await testDatabase();
  await one.db.auth.organization.create({
    data: { id: '01900000-0000-7000-8000-000000000001', name: 'One', slug: 'one' },
  });
  expect(await one.db.auth.organization.count()).toBe(1);
  expect(await two.db.auth.organization.count()).toBe(0);
  const { ownerUrl } = two;
  await one.close();
  await two.close();
  const gone = new pg.Client({ connectionString: ownerUrl });
  await expect(gone.connect()).rejects.toThrow(/does not exist/);
});
