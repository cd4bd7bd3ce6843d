import { parseArgs } from 'node:util';
import { fuzz, openapiTools } from './schemathesis.ts';
import { startListeningService } from './service.ts';

/** `pnpm fuzz`: a campaign as long as wanted. Ends with 1 when the service breaks a promise of its document. */
async function main(): Promise<number | null> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '600' },
      examples: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Math.trunc(Math.random() * 1e9)) },
    },
  });
  const [seconds, examples, seed] = [values.seconds, values.examples, values.seed].map(Number);
  if (![seconds, examples, seed].every((value) => Number.isInteger(value) && (value ?? 0) > 0))
    throw new Error('--seconds, --examples and --seed are whole numbers from 1');
  const python = await openapiTools((message) => process.stderr.write(`${message}\n`));
  await using service = await startListeningService();
  const campaign = { seconds: seconds ?? 0, examples: examples ?? 0, seed: seed ?? 0 };
  const { code } = await fuzz(python, service, campaign, (text) => process.stdout.write(text));
  return code;
}

process.exitCode =
  (await main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
  })) ?? 1;
