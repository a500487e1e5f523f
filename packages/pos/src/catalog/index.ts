export { RankedSearch } from '../search/ranked-search.ts';
export { searchRows } from '../search/search-client.ts';
export { openCatalog } from './catalog.ts';
export { openCatalogDb } from './catalog-db.ts';
