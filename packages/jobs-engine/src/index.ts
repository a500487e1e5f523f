export { type EngineOptions, JobsEngine, startEngine } from './engine.ts';
export type { IncomingEvent } from './event-intake.ts';
