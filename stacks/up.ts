import { parseArgs } from 'node:util';
import { bringUp } from './bring-up/bring-up.ts';
import { readOrganizationFile } from './bring-up/organization-file.ts';

const usage = `Usage: pnpm --filter @trailguard/stacks run up ORGANIZATION.yaml [--preview] [--parallel ACCOUNTS]

Brings all stacks of an organization up in order: log-archive, organization, security, then each account.
  --preview             show what would change, and change nothing
  --parallel ACCOUNTS   how many accounts at a time (default: 4)
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      preview: { type: 'boolean', default: false },
      parallel: { type: 'string', default: '4' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
  } else {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new Error(`name one file\n\n${usage}`);
    if (!/^[1-9][0-9]?$/.test(values.parallel))
      throw new Error(`--parallel is ${values.parallel}; it must be a number of accounts from 1 to 99`);
    await bringUp(await readOrganizationFile(file), {
      preview: values.preview,
      parallel: Number(values.parallel),
      report: (line) => process.stdout.write(`${line}\n`),
    });
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
