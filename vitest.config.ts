import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Inherited by workers and by all that tests start: hundreds of processes load the same modules.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** Parts of the names of files that take minutes, the longest first: whole services and stacks on a sandbox. */
const long = [
  'test/end-to-end/main-job',
  'test/agreement.test',
  'test/baseline/organization-trail/apply',
  'test/control-tower/',
  'test/stacks.test',
  'test/faults/',
  'test/bring-up/',
  'test/runbooks/',
  '/apply.test',
  'test/adoption/',
  'test/end-to-end/',
  'test/preview-org/',
  'packages/engine/test/golden/',
  'packages/sandbox/test/clients/',
  'packages/sandbox/provider/test/round-trip',
];

/** Begins with what takes longest, so that no worker is left alone with it at the end; vitest itself goes by names of projects. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((part) => moduleId.includes(part));
      return found < 0 ? long.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/** Of projects whose tests use AWS's own clients in Python: makes the environments of those. */
const clients = join(import.meta.dirname, 'packages/sandbox/test/clients/make-environments.ts');

/** Starts one PostgreSQL server, on which each file of tests has a database. */
const databases = join(import.meta.dirname, 'api/test/database-server.ts');

/**
 * One project a package, so `vitest run --project engine` runs that package alone.
 *
 * @param isIsolated whether each file of tests has a process of its own. Not where the code under test has no state: starting the
 * processes and loading the same modules in each took longer than the tests.
 * @param setUp modules that prepare once what several of its files need.
 */
const project = (name: string, folder: string, { isIsolated = true, setUp = [] as string[] } = {}) => ({
  test: {
    name,
    root: folder,
    isolate: isIsolated,
    globalSetup: setUp,
    setupFiles: isIsolated ? [] : [join(import.meta.dirname, 'vitest.setup.ts')],
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/fixtures/**'],
    // Real processes (moto, PostgreSQL, plugins) start inside hooks and tests, and a busy machine may take ten times as long
    // as a quiet one. These limits end what hangs, and measure nothing.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    // A test that asserts nothing, such as one whose loop runs over an empty list, cannot fail.
    expect: { requireAssertions: true },
  },
});

export default defineConfig({
  test: {
    projects: [
      project('controls', 'packages/controls', { isIsolated: false }),
      project('baseline', 'packages/baseline', { isIsolated: false }),
      project('audit', 'packages/audit', { isIsolated: false }),
      project('incidents', 'packages/incidents', { isIsolated: false }),
      project('evidence', 'packages/evidence', { isIsolated: false }),
      project('responder', 'packages/responder', { isIsolated: false }),
      project('investigate', 'packages/investigate', { isIsolated: false }),
      project('existing', 'packages/existing', { isIsolated: false }),
      project('late-packages', 'packages/late-packages', { isIsolated: false }),
      project('engine', 'packages/engine'),
      project('sandbox', 'packages/sandbox', { setUp: [clients] }),
      project('cli', 'packages/cli', { setUp: [clients] }),
      project('policy-pack', 'policy-pack', { isIsolated: false }),
      project('stacks', 'stacks', { isIsolated: false }),
      project('api', 'api', { isIsolated: false, setUp: [databases] }),
      project('test', 'test', { setUp: [clients] }),
    ],
    // For two cores: one waits for processes that it started while the others compute. With more, real processes time out.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
  },
});
