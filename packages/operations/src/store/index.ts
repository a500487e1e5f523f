export {
  addStore,
  archiveStore,
  changeStore,
  listStores,
  type StoreFilter,
  type StoreForm,
  type StoreRow,
} from './store-acts.ts';
