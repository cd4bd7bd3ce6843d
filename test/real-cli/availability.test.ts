import { writeSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cliVersion, unavailable } from './cli.ts';

it('the tests of this folder have a pulumi CLI to run', (context) => {
  if (unavailable !== undefined) {
    // Past the reporter, which tells no reasons.
    writeSync(process.stderr.fd, `Skipped: the tests with the real pulumi CLI. Reason: ${unavailable}.\n`);
    context.skip(unavailable);
  }
  expect(cliVersion).toMatch(/^3\.\d+\.\d+/);
});
