import { parseArgs } from 'node:util';
import { adoptOrganization } from './bring-up/adopt-organization.ts';

const usage = `Usage: pnpm --filter @trailguard/stacks run adopt ORGANIZATION.yaml

Finds what the stacks of an organization would make and that exists already, tells what taking it over would change,
and writes it into the setting adopt of the file. Nothing is changed in AWS.
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    process.stdout.write(usage);
  } else {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new Error(`name one file\n\n${usage}`);
    await adoptOrganization(file, { report: (line) => process.stdout.write(`${line}\n`) });
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
