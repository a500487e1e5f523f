export { dashboardWords } from './dashboard-words.ts';
export { flagWords } from './flag-words.ts';
export { saleWords } from './sale-words.ts';
export { officeShellWords } from './shell-words.ts';
export { stockWords } from './stock-words.ts';
