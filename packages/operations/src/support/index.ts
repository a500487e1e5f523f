export { maskEmail } from './mask-email.ts';
export type { Health, HealthReason, TerminalHealth } from './judge-health.ts';
export {
  searchTenants,
  type TenantFilter,
  type TenantListRow,
  type TenantStatus,
} from './search-tenants.ts';
export {
  ACCESS_MIN,
  endSupportAccess,
  findSupportAccess,
  type OpenAccess,
  openSupportAccess,
  revealContacts,
  setSuspended,
} from './support-access.ts';
export { readTenantHealth, type TenantHealth } from './tenant-health.ts';
export {
  readTenantView,
  type TenantView,
  type ViewFilter,
  type ViewPage,
  type ViewRow,
  VIEWS,
} from './tenant-view.ts';
