/** `pnpm bench [NAME [--parameter N …]]`: runs one bench, or lists them. */
import { benchNames, loadBench } from './benches.ts';
import { lineOf } from './line.ts';
import { readParameters } from './parameters.ts';
import { printFigures, say } from './report.ts';

const [name, ...options] = process.argv.slice(2);
try {
  if (name === undefined) await list();
  else await run(name, options);
} catch (error) {
  say(`bench: ${isFaultOfTheCaller(error) ? (error as Error).message : ((error as Error).stack ?? error)}`);
  process.exitCode = 1;
}

async function list(): Promise<void> {
  say('pnpm bench NAME [--parameter N …]\n');
  for (const each of benchNames()) {
    const { measures, parameters = {} } = await loadBench(each);
    say(`${each.padEnd(10)} ${measures}`);
    for (const [parameter, { default: standard, description }] of Object.entries(parameters))
      say(`${''.padEnd(12)} --${parameter} ${standard}: ${description}`);
  }
}

async function run(each: string, args: readonly string[]): Promise<void> {
  const bench = await loadBench(each);
  const parameters = readParameters(bench, args);
  // Processes that a bench has started see their channel close, and end with this one.
  const deadline = setTimeout(() => {
    say(`bench: ${each} took longer than ${bench.maxMinutes} minutes; the machine may be too busy for it`);
    process.exit(1);
  }, bench.maxMinutes * 60_000);
  try {
    const line = lineOf(each, bench, await bench.run(parameters));
    printFigures(bench, line);
    process.stdout.write(`${JSON.stringify(line)}\n`);
  } finally {
    clearTimeout(deadline);
  }
}

/** Names and values typed wrongly need no stack. */
function isFaultOfTheCaller(error: unknown): boolean {
  const { name: kind } = error as { name?: string };
  return kind === 'UnknownBench' || kind === 'ParameterError';
}
