import { PortError, type PosPorts } from '@oson/pos/ports';
import { APP_VERSION } from './app-version.ts';
import type { PosWire } from './pos-wire.ts';
import { createWorkerOrigin } from './worker-origin.ts';

type Signer = Parameters<PosPorts['sync']>[0];

/**
 * The POS's ports over tRPC. The client is loaded with the first request: a cashier's screen stands
 * before anything of the network is asked for.
 */
export function createPosPorts(): PosPorts {
  const workerOrigin = createWorkerOrigin();
  const enrolWire = opener(workerOrigin, null);
  return {
    appVersion: APP_VERSION,
    enrol: {
      begin: async (request) => (await enrolWire()).enrolBegin(request),
      poll: async (request) => (await enrolWire()).enrolPoll(request),
      finish: async (request) => (await enrolWire()).enrolFinish(request),
      look: async (request) => (await enrolWire()).enrolLook(request),
      redeem: async (request) => (await enrolWire()).enrolRedeem(request),
    },
    sync(signer) {
      const wire = opener(workerOrigin, signer);
      return {
        hello: async (request) => (await wire()).hello(request),
        push: async (request, how) => (await wire()).push(request, how),
        pull: async (request) => (await wire()).pull(request),
        fetchSnapshot: async (url, progress) => (await wire()).fetchSnapshot(url, progress),
        report: async (request) => (await wire()).report(request),
        goLive: async (request) => (await wire()).goLive(request),
        renew: async (request) => (await wire()).renew(request),
        importBundle: async (request) => (await wire()).importBundle(request),
      };
    },
  };
}

function opener(
  workerOrigin: () => Promise<string>,
  signer: Signer | null,
): () => Promise<PosWire> {
  return async () => {
    try {
      const [origin, { openWire }] = await Promise.all([workerOrigin(), import('./pos-wire.ts')]);
      return openWire(origin, signer);
    } catch {
      throw new PortError(null, null);
    }
  };
}
