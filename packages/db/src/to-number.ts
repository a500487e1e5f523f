/** A bigint column as a safe integer. Money and quantities never leave that range: more is a bug. */
export function toNumber(value: bigint | number): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error(`${value} is not a safe whole number`);
  return number;
}
