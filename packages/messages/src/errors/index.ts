export * from './error-text.ts';
export * from './error-words.ts';
