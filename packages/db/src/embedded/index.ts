export { type EmbeddedServer, startEmbedded, stopLeftover, urlOfRunning } from './server.ts';
export { ensureDatabase, ensureRoles, migrate, putAside, type RoleUrls } from './migrate.ts';
