export { officeShellWords } from './shell-words.ts';
