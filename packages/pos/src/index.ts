export type { Pos } from './core/pos.ts';
