/**
 * `node -r ./test/harness/from-source.cjs x.ts` runs x.ts from its sources: TypeScript is compiled as it is loaded, by the
 * compiler that Jest uses too. Whoever is stopped by a signal takes the processes that it started along.
 */
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { transformSync } = require('@swc/core');

const settings = {
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...settings, filename });
  module._compile(code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const ours = parent?.filename.endsWith('.ts') && /^\.{1,2}\/.*\.js$/.test(request);
  const wanted = ours ? join(dirname(parent.filename), `${request.slice(0, -3)}.ts`) : request;
  return resolve.call(this, wanted, parent, ...rest);
};

process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
