import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Bug, Edit } from './catalogue.ts';

const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../../../..');

/** The text with the bug in it. Throws when the place is not there exactly once: the catalogue is stale. */
export function spoil(text: string, { file, find, replace }: Edit): string {
  const parts = text.split(find);
  if (parts.length !== 2) {
    throw new Error(`${file} has the place ${parts.length - 1} times: ${JSON.stringify(find)}`);
  }
  return parts.join(replace);
}

/** All files of a bug with their spoilt text, by absolute path. */
export function spoiltFiles(bug: Bug): Map<string, string> {
  const texts = new Map<string, string>();
  for (const edit of [bug, ...(bug.also ?? [])]) {
    const file = path.join(ROOT, edit.file);
    texts.set(file, spoil(texts.get(file) ?? readFileSync(file, 'utf8'), edit));
  }
  return texts;
}

/**
 * From now on these files load with the bug in them. Works in this process alone and only for modules
 * that were not loaded yet; nothing of the product knows of it.
 */
export function plant(bug: Bug): void {
  const texts = spoiltFiles(bug);
  const byUrl = new Map([...texts].map(([file, text]) => [pathToFileURL(file).href, text]));
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const source = byUrl.get(url);
      return source === undefined ? loaded : { ...loaded, source };
    },
  });
}
