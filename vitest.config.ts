import { defineConfig } from 'vitest/config';

/** One project a package, so `vitest run --project engine` runs that package alone. */
const project = (name: string, folder: string) => ({
  test: {
    name,
    root: folder,
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/fixtures/**'],
    // Real processes (moto, PostgreSQL, plugins) start inside hooks and tests.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('controls', 'packages/controls'),
      project('baseline', 'packages/baseline'),
      project('audit', 'packages/audit'),
      project('existing', 'packages/existing'),
      project('engine', 'packages/engine'),
      project('sandbox', 'packages/sandbox'),
      project('cli', 'packages/cli'),
      project('policy-pack', 'policy-pack'),
      project('stacks', 'stacks'),
      project('api', 'api'),
      project('test', 'test'),
    ],
    // Two cores: more workers only make real processes time out.
    maxWorkers: 2,
  },
});
