/** What a layer answers for one seed. */
export type SeedResult = {
  seed: number;
  /** Digest of everything that happened: the same seed gives the same one. */
  hash: string;
  /** The promise that was broken, in words; null when none was. */
  failure: string | null;
  /** Faults met, and how often. */
  counts: Readonly<Record<string, number>>;
  receipts: number;
};

/**
 * One layer of the simulator; its module `<folder>/layer.ts` exports it as `layer`. Imports of what is
 * simulated may stand at the top of that module: bugs are planted before it is loaded.
 */
export type Layer = {
  run(seed: number): Promise<SeedResult>;
  /** The smallest plan that still fails, as text for people; only called with a seed that failed. */
  shrink?(seed: number): Promise<string>;
  /** Ends what the layer started. */
  close?(): Promise<void>;
};

export type LayerName = 'a' | 'b' | 'c' | 'd';

/** Where each layer lives, from packages/simulator/src; what drives a browser lives with the drills. */
export const LAYER_FILES: Readonly<Record<LayerName, string>> = {
  a: 'model/layer.ts',
  b: 'client/layer.ts',
  c: 'server/layer.ts',
  d: '../../../tooling/drill/browser/layer.ts',
};

/** Loads a layer. Throws when it is not there. */
export async function loadLayer(name: LayerName): Promise<Layer> {
  const url = new URL(`../${LAYER_FILES[name]}`, import.meta.url);
  const loaded = (await import(url.href)) as { layer: Layer };
  return loaded.layer;
}
