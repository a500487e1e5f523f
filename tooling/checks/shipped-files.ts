import fs from 'node:fs';
import path from 'node:path';

const IMPORTED = [
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]/g,
  /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  /\bnew URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g,
];
const ENDINGS = ['', '.ts', '.tsx', '/index.ts'];
const PACKAGE = /^(@oson\/[a-z-]+)(\/.*)?$/;

/**
 * Every source file of the workspace that is reached from these ones by its imports, types included:
 * a bundle of them holds text of no other. Paths from the root. An import that leads nowhere throws.
 */
export function reachedFrom(root: string, entries: readonly string[]): Set<string> {
  const homes = homesOf(root);
  const reached = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    if (!/\.tsx?$/.test(file)) continue;
    for (const name of importsOf(fs.readFileSync(path.join(root, file), 'utf8'))) {
      const next = resolve(root, homes, file, name);
      if (next !== null) open.push(next);
    }
  }
  return reached;
}

function importsOf(source: string): string[] {
  return IMPORTED.flatMap((pattern) =>
    [...source.matchAll(pattern)].map((match) => match[1] ?? ''),
  );
}

type Homes = ReadonlyMap<string, { folder: string; doors: Readonly<Record<string, string>> }>;

function homesOf(root: string): Homes {
  const homes = new Map<string, { folder: string; doors: Record<string, string> }>();
  for (const group of ['apps', 'packages', 'tooling']) {
    for (const name of fs.readdirSync(path.join(root, group))) {
      const folder = `${group}/${name}`;
      const file = path.join(root, folder, 'package.json');
      if (!fs.existsSync(file)) continue;
      const about = JSON.parse(fs.readFileSync(file, 'utf8')) as {
        name: string;
        exports?: Record<string, string>;
      };
      homes.set(about.name, { folder, doors: about.exports ?? {} });
    }
  }
  return homes;
}

/** `./*` stands for any one name. */
function doorOf(doors: Readonly<Record<string, string>>, name: string): string | undefined {
  return doors[`.${name}`] ?? doors['./*']?.replace('*', name.slice(1));
}

/** null: a package from outside the workspace. */
function resolve(root: string, homes: Homes, from: string, name: string): string | null {
  const inside = PACKAGE.exec(name);
  const home = homes.get(inside?.[1] ?? '');
  if (inside && home) {
    const door = doorOf(home.doors, inside[2] ?? '');
    if (door === undefined) throw new Error(`${from}: ${name} is no door`);
    return path.join(home.folder, door);
  }
  if (!name.startsWith('.')) return null;
  const plain = path.join(path.dirname(from), name);
  const found = ENDINGS.map((ending) => plain + ending).find((file) => {
    const stat = fs.statSync(path.join(root, file), { throwIfNoEntry: false });
    return stat?.isFile() ?? false;
  });
  if (found === undefined) throw new Error(`${from}: ${name} leads nowhere`);
  return found;
}
