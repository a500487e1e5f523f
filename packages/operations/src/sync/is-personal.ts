/** Whether operations of this type carry personal data: their bodies lie where they can be erased. */
export const isPersonal = (type: string) => type.startsWith('customer.');
