export { type EmbeddedServer, startEmbedded, stopLeftover } from './server.ts';
export { ensureDatabase, ensureRoles, migrate, type RoleUrls } from './migrate.ts';
