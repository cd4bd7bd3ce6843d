/** `node verify-evidence.mjs FILE`: verifies a bundle of evidence with nothing but Node. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describe } from './describe.ts';
import { verifyBundle } from './verify-bundle.ts';

const usage = `usage: node verify-evidence.mjs FILE [--manifest HASH] [--acts-head HASH] [--records-head HASH]
ends with 0 when the bundle is whole, 1 when it is not, 2 when it cannot be read
`;

function main(): number {
  const hash = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { manifest: hash, 'acts-head': hash, 'records-head': hash },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(usage);
  const { manifest, 'acts-head': actsHead, 'records-head': recordsHead } = values;
  const known = {
    ...(manifest === undefined ? {} : { manifest }),
    ...(actsHead === undefined ? {} : { actsHead }),
    ...(recordsHead === undefined ? {} : { recordsHead }),
  };
  const found = verifyBundle(readFileSync(file), known);
  process.stdout.write(describe(file, found, known));
  return found.isWhole ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
