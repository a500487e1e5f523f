export { importColumnWords } from './column-words.ts';
export { importWords } from './import-words.ts';
export { importProblemWords } from './problem-words.ts';
