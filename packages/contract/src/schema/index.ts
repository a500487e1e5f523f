export * from './answer-schemas.ts';
export * from './body-schemas.ts';
export * from './enrol-schemas.ts';
export * from './message-schemas.ts';
export * from './operation-schema.ts';
export * from './parse-body.ts';
export * from './pull-data-schemas.ts';
