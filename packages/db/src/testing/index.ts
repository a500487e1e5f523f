export {
  type ASku,
  type ATenant,
  type ATerminal,
  aTenant,
  aTerminal,
  type TenantOptions,
} from './a-tenant.ts';
export { type TestDatabase, testDatabase } from './test-database.ts';
export { startTestServer, TEMPLATE, type TestServer } from './test-server.ts';
