// Lint rules of our own: each guards a decision of ARCHITECTURE.md that no stock rule knows.

const sourceOf = (node) => (typeof node.source?.value === 'string' ? node.source.value : '');

const onImports = (check) => (context) => {
  const visit = (node) => check(context, node, sourceOf(node));
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
  };
};

/** Chromium has no Uzbek Latin data: formats come from @oson/messages (decision 11). */
const noUzbekIntl = {
  create(context) {
    const message = 'formats come from @oson/messages: Chromium has no Uzbek Latin data';
    return {
      CallExpression(node) {
        const name = node.callee.type === 'MemberExpression' && node.callee.property.name;
        if (/^toLocale(Date|Time)?String$/.test(name || '')) context.report({ node, message });
      },
      NewExpression(node) {
        const callee = node.callee;
        if (callee.type !== 'MemberExpression' || callee.object.name !== 'Intl') return;
        const locale = node.arguments[0];
        if (!locale || (locale.type === 'Literal' && !String(locale.value).startsWith('uz')))
          return;
        context.report({ node, message });
      },
    };
  },
};

/** A package is entered by its doors only. */
const noDeepPackageImport = {
  create: onImports((context, node, source) => {
    const crossesByPath = /^(\.\.\/)+(packages|apps)\//.test(source);
    if (/^@oson\/[\w-]+\/src\//.test(source) || crossesByPath) {
      context.report({ node, message: `enter the package by its door, not by ${source}` });
    }
  }),
};

/** Pure packages import pure packages, and of the outside only what is as pure. */
const PURE = /^(\.|@oson\/(domain|contract|sync-core|receipt|messages)(\/|$))/;
const PURE_OUTSIDE = /^(zod|canonicalize|@noble\/hashes(\/.*)?|uqr)$/;
const pureImportsOnly = {
  create: onImports((context, node, source) => {
    if (source && !PURE.test(source) && !PURE_OUTSIDE.test(source)) {
      context.report({ node, message: `a pure package must not import ${source}` });
    }
  }),
};

const noMockOfOurPackages = {
  create(context) {
    return {
      CallExpression(node) {
        const callee = node.callee;
        if (callee.type !== 'MemberExpression' || callee.object.name !== 'vi') return;
        if (!['mock', 'doMock'].includes(callee.property.name)) return;
        const target = String(node.arguments[0]?.value ?? '');
        if (target.startsWith('@oson/') || target.startsWith('.')) {
          context.report({ node, message: 'our own packages are never mocked' });
        }
      },
    };
  },
};

/** A foreign promise awaited inside a Dexie transaction lets IndexedDB commit it half done. */
const FOREIGN = /^(fetch|crypto|subtle|digest|sign|verify|importKey|setTimeout)$/;
const noAwaitInDexieTransaction = {
  create(context) {
    let depth = 0;
    const isTransaction = (node) =>
      node.callee.type === 'MemberExpression' && node.callee.property.name === 'transaction';
    return {
      CallExpression(node) {
        if (isTransaction(node)) depth++;
      },
      'CallExpression:exit'(node) {
        if (isTransaction(node)) depth--;
      },
      AwaitExpression(node) {
        const call = node.argument;
        if (depth === 0 || call.type !== 'CallExpression') return;
        const callee = call.callee;
        const name = callee.type === 'MemberExpression' ? callee.property.name : callee.name;
        if (FOREIGN.test(name ?? '')) {
          context.report({
            node,
            message: `no foreign promise (${name}) inside a Dexie transaction`,
          });
        }
      },
    };
  },
};

const noRawUnsafeSql = {
  create(context) {
    return {
      MemberExpression(node) {
        if (/^\$(query|execute)RawUnsafe$/.test(node.property.name ?? '')) {
          context.report({ node, message: 'SQL text is never built from strings (S14)' });
        }
      },
    };
  },
};

/** A catch turns the fault into a result, adds context and rethrows, or says why nothing is right. */
const noSwallowedCatch = {
  create(context) {
    return {
      CatchClause(node) {
        if (node.body.body.length > 0) return;
        if (context.sourceCode.getCommentsInside?.(node.body).length > 0) return;
        context.report({ node, message: 'a caught error goes nowhere: handle it or say why not' });
      },
    };
  },
};

export default {
  meta: { name: 'oson' },
  rules: {
    'no-uzbek-intl': noUzbekIntl,
    'no-deep-package-import': noDeepPackageImport,
    'pure-imports-only': pureImportsOnly,
    'no-mock-of-our-packages': noMockOfOurPackages,
    'no-await-in-dexie-transaction': noAwaitInDexieTransaction,
    'no-raw-unsafe-sql': noRawUnsafeSql,
    'no-swallowed-catch': noSwallowedCatch,
  },
};
