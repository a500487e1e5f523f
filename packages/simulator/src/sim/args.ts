import { parseArgs } from 'node:util';
import { LAYER_FILES, type LayerName } from './layer.ts';

export type SimArgs = {
  layer: LayerName;
  seeds: number;
  /** The first seed. */
  seed: number;
  bug: string | null;
  bugs: boolean;
  /** Ends at the first seed that fails, which is what a planted bug wants. */
  untilCaught: boolean;
  /** Runs each seed twice and holds the digests against each other. */
  twice: boolean;
};

/** Reads the words behind `npm run sim --`. Throws with a sentence for people. */
export function readArgs(args: readonly string[]): SimArgs {
  const { values } = parseArgs({
    args: [...args],
    options: {
      layer: { type: 'string', default: 'a' },
      seeds: { type: 'string' },
      seed: { type: 'string', default: '1' },
      bug: { type: 'string' },
      bugs: { type: 'boolean', default: false },
      'until-caught': { type: 'boolean', default: false },
      twice: { type: 'boolean', default: false },
    },
  });
  if (!(values.layer in LAYER_FILES)) throw new Error(`there is no layer ${values.layer}`);
  return {
    layer: values.layer as LayerName,
    seeds: wholeNumber('--seeds', values.seeds ?? '200'),
    seed: wholeNumber('--seed', values.seed),
    bug: values.bug ?? null,
    bugs: values.bugs,
    untilCaught: values['until-caught'],
    twice: values.twice,
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${name} takes a whole number, not "${text}"`);
  return Number(text);
}
