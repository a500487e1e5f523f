import type { TenantTx } from '@oson/db';
import { internalEan13 } from '@oson/domain';

const PREFIX = '20';

/**
 * The next code of the chain's own for goods without one: an EAN-13 that no other code of the chain
 * is or was. It is only reserved by saving it.
 */
export async function generateBarcode(
  tx: TenantTx,
  except: readonly string[] = [],
): Promise<{ code: string }> {
  const [last] = await tx.$queryRaw<{ code: string | null }[]>`
    select max(code) as code from barcode
    where tenant_id = ${tx.tenantId}::uuid and code >= ${`${PREFIX}00000000000`}
      and code < ${'2100000000000'} and code ~ '^20[0-9]{11}$'`;
  const numbers = [last?.code, ...except]
    .filter((code): code is string => typeof code === 'string' && /^20\d{11}$/.test(code))
    .map((code) => Number(code.slice(PREFIX.length, 12)));
  return { code: internalEan13(Math.max(0, ...numbers) + 1) };
}
