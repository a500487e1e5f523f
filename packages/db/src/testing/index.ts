export {
  type ASku,
  type ATenant,
  type ATerminal,
  aTenant,
  aTerminal,
  type TenantOptions,
} from './a-tenant.ts';
export { meetAtTheCounter } from './meet-at-the-counter.ts';
export { type TestDatabase, testDatabase } from './test-database.ts';
export { startTestServer, TEMPLATE, type TestServer } from './test-server.ts';
