import { startTestServer } from '@oson/db/testing';
import type { TestProject } from 'vitest/node';

/** Named in vitest.config.ts for the `pg` project: one server a run, a database for each test file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...server } = await startTestServer();
  project.provide('postgres', server);
  return stop;
}
