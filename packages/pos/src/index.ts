export { PosApp, type PosAppProps } from './screens/pos-app.tsx';
export { PortError, type PosPorts } from './ports.ts';
