export { closeTenant, eraseClosedTenant, reopenTenant } from './close-tenant.ts';
export { type CreatedTenant, createTenant, type NewTenant } from './create-tenant.ts';
export {
  archiveSampleGoods,
  readSampleState,
  removeSampleGoods,
  restoreSampleGoods,
  type SampleState,
} from './sample-goods.ts';
export { listSampleGoods, sampleCounts, type Trade, TRADES } from './sample/sample-trade.ts';
export { storeCodeFor } from './store-code.ts';
export {
  changeSettings,
  readSettings,
  type SettingsChange,
  type SettingsOfTenant,
} from './tenant-settings.ts';
export {
  addTenderType,
  changeTenderType,
  listTenderTypes,
  type TenderTypeRow,
} from './tender-types.ts';
