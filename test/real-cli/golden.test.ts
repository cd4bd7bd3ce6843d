import { replay, type Runner, type StepResult, tracesOf } from '@trailguard/engine/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unavailable } from './cli.ts';
import { CliUser } from './user.ts';

/**
 * Recorded cases that hold no race. The whole set is the embedded engine's measure; here a few show that this
 * CLI still does what was recorded, and that the replay does with a CLI what it did when it recorded one.
 */
const cases = ['01-create', '12-secrets'];

/** Words change from release to release; what a step does must not. */
const isWords = (field: string) => field === 'stdout' || field === 'stderr';

describe.skipIf(unavailable)('the real CLI does what was recorded', () => {
  let user: CliUser;
  const results = new Map<string, StepResult[]>();

  beforeAll(async () => {
    user = await CliUser.login();
    const run: Runner = (args, cwd, env) => user.run(args, { cwd, env });
    for (const name of cases) results.set(name, await replay(name, run));
  }, 300_000);
  afterAll(async () => user?.[Symbol.asyncDispose]());

  describe.each(cases)('%s', (name) => {
    it.each(tracesOf(name).map(({ file }, step) => [file.replace('.json', ''), step] as const))(
      '%s',
      (_file, step) => {
        const mismatches = results.get(name)?.[step]?.mismatches.filter(({ field }) => !isWords(field));
        expect(mismatches).toEqual([]);
      },
    );
  });
});
