export {
  CHAIN_NAME,
  DEMO_TENANT_ID,
  type DemoLogin,
  demoLogins,
  STAFF as demoStaff,
  STORES as demoStores,
  TERMINALS as demoTerminals,
} from './demo-chain.ts';
export { seedDemo, type SeedDemoOptions } from './seed-demo.ts';
