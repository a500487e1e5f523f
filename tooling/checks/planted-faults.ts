/** One fault for each rule that guards the house; the canary expects each of them to turn red. */

export type LintFault = { rule: string; path: string; source: string };

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

export const lintFaults: LintFault[] = [
  {
    rule: 'no-explicit-any',
    path: 'packages/domain/src/planted-any.ts',
    source: 'export const planted = (value: any) => value;\n',
  },
  {
    rule: 'ban-ts-comment',
    path: 'packages/domain/src/planted-ignore.ts',
    source: '// @ts-ignore\nexport const planted: number = "text";\n',
  },
  {
    rule: 'max-lines-per-function',
    path: 'packages/domain/src/planted-long-function.ts',
    source: `export function planted(value: number) {\n${lines(70, (i) => `  value += ${i};`)}\n  return value;\n}\n`,
  },
  {
    rule: 'max-lines',
    path: 'packages/domain/src/planted-long-file.ts',
    source: `${lines(420, (i) => `export const planted${i} = ${i};`)}\n`,
  },
  {
    rule: 'max-dependencies',
    path: 'packages/domain/src/planted-imports.ts',
    source: `${lines(22, (i) => `import { value as v${i} } from './side-${i}.ts';`)}\nexport const planted = [${lines(22, (i) => `v${i},`)}];\n`,
  },
  {
    rule: 'no-deep-package-import',
    path: 'packages/operations/src/planted-deep.ts',
    source: "export { tiyin } from '@oson/domain/src/money.ts';\n",
  },
  {
    rule: 'pure-imports-only',
    path: 'packages/domain/src/planted-react.ts',
    source: "export { useState } from 'react';\n",
  },
  {
    rule: 'no-restricted-globals',
    path: 'packages/domain/src/planted-clock.ts',
    source: 'export const planted = () => Date.now();\n',
  },
  {
    rule: 'no-restricted-imports',
    path: 'packages/pos/src/planted-zod.ts',
    source: "export { z } from 'zod';\n",
  },
  {
    rule: 'no-restricted-imports',
    path: 'apps/web/src/planted-inngest.ts',
    source: "export { Inngest } from 'inngest';\n",
  },
  {
    rule: 'no-uzbek-intl',
    path: 'packages/ui/src/planted-format.ts',
    source: 'export const planted = (value: number) => value.toLocaleString();\n',
  },
  {
    rule: 'no-mock-of-our-packages',
    path: 'packages/operations/src/planted-mock.test.ts',
    source: "import { vi } from 'vitest';\nvi.mock('@oson/db');\n",
  },
  {
    rule: 'no-await-in-dexie-transaction',
    path: 'packages/pos/src/planted-transaction.ts',
    source: `export const planted = (db: { transaction: (...all: unknown[]) => void }) =>
  db.transaction('rw', async () => {
    await fetch('/');
  });\n`,
  },
  {
    rule: 'no-raw-unsafe-sql',
    path: 'packages/operations/src/planted-sql.ts',
    source: `export const planted = (tx: { $queryRawUnsafe: (text: string) => void }) =>
  tx.$queryRawUnsafe('select 1');\n`,
  },
  {
    rule: 'no-swallowed-catch',
    path: 'packages/operations/src/planted-catch.ts',
    source: 'export function planted(act: () => void) {\n  try {\n    act();\n  } catch {}\n}\n',
  },
  {
    rule: 'no-floating-promises',
    path: 'packages/operations/src/planted-floating.ts',
    source: 'const act = async () => 1;\nexport function planted() {\n  act();\n}\n',
  },
  {
    rule: 'no-cycle',
    path: 'packages/domain/src/planted-cycle-a.ts',
    source: "import { b } from './planted-cycle-b.ts';\nexport const a = (): number => b();\n",
  },
];

/** The other half of the planted cycle: a companion, not a fault of its own. */
export const cycleCompanion = {
  path: 'packages/domain/src/planted-cycle-b.ts',
  source: "import { a } from './planted-cycle-a.ts';\nexport const b = (): number => a();\n",
};

export type WallFault = { name: string; path: string; source: string; says: RegExp };

/** Faults that only the package walls (turbo boundaries) see. */
export const wallFaults: WallFault[] = [
  {
    name: 'a client package imports the server',
    path: 'packages/pos/src/planted-server.ts',
    source: "export * from '@oson/operations';\n",
    says: /operations/,
  },
  {
    name: 'a package that is not declared',
    path: 'packages/domain/src/planted-undeclared.ts',
    source: "export * from 'superjson';\n",
    says: /superjson/,
  },
  {
    name: 'a path that leaves the package',
    path: 'packages/receipt/src/planted-path.ts',
    source: "export * from '../../domain/src/index.ts';\n",
    says: /domain\/src\/index/,
  },
];

export type TidyFault = { name: string; path: string; source: string };

// Joined at run time, so that the tidy test does not find them in this file.
const mark = ['TO', 'DO'].join('');
const focused = ['test', 'only'].join('.');

export const tidyFaults: TidyFault[] = [
  { name: 'leftover mark', path: 'packages/ui/src/planted-mark.ts', source: `// ${mark} later\n` },
  {
    name: 'focused test',
    path: 'packages/ui/src/planted-focus.test.ts',
    source: `${focused}('one', () => {});\n`,
  },
  { name: 'banned name', path: 'packages/ui/src/utils.ts', source: 'export {};\n' },
  {
    name: 'thick door',
    path: 'apps/web/src/app/planted/route.ts',
    source: `${lines(50, (i) => `export const planted${i} = ${i};`)}\n`,
  },
  {
    name: 'long schema area',
    path: 'prisma/schema/planted.prisma',
    source: `${lines(310, () => '// line')}\n`,
  },
  {
    name: 'reads outside',
    path: 'packages/ui/src/planted-outside.ts',
    source: `export const planted = '${'../'.repeat(3)}shared/data';\n`,
  },
];
