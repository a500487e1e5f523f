export { dashboardWords } from './dashboard-words.ts';
export { flagWords } from './flag-words.ts';
export { officeShellWords } from './shell-words.ts';
