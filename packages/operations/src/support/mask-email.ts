/** Whether an address stands for an account that has a phone only: no mail can leave for it. */
export const isNoMail = (email: string) => email.endsWith('.invalid');

/** An address of which a person recognises their own, and a stranger reads none: `a•••@shop.uz`. */
export const maskEmail = (email: string) => email.replace(/^(.).*(@.*)$/, '$1•••$2');
