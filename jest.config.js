const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  // Most tests wait for processes, Redis or a browser: on two cores two at a time take little more than half the time.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/harness/bring-up.cjs',
  globalTeardown: '<rootDir>/test/harness/take-down.cjs',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  coverageProvider: 'v8',
};
