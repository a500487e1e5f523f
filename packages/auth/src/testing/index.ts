export { aBrowser, type Answered, codeSentTo, LOCAL_ENV } from './a-browser.ts';
export { codeOfApp, secretOf } from './totp-app.ts';
