import { readFile, writeFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import {
  type BlackoutScope,
  blackoutGuardPolicy,
  blackouts,
  type Coverage,
  describeBlackout,
  type GuardedChange,
  heldToExceptions,
} from '@trailguard/controls/blackout';
import type { Exception } from '@trailguard/controls/exceptions';
import {
  coverageOfProgram,
  plannedState,
  programOf,
  readState,
  readSteps,
} from '@trailguard/policy-pack/lens';
import { loadExceptions } from '@trailguard/policy-pack/state';
import { ExitCode } from '../exit-code.ts';
import type { CheckChangeFlags } from './command.ts';

/** Names what a change takes away, and answers with the exit code. */
export async function checkChange(preview: string, flags: CheckChangeFlags): Promise<number> {
  let change: GuardedChange;
  try {
    change = await changeOf(preview, flags);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return ExitCode.refused;
  }
  process.stdout.write(flags.format === 'json' ? `${JSON.stringify(change, null, 2)}\n` : inWords(change));
  return change.refused.length > 0 ? ExitCode.findings : ExitCode.ok;
}

async function changeOf(preview: string, flags: CheckChangeFlags): Promise<GuardedChange> {
  const [steps, state, ...beside] = await Promise.all([
    readNamed(preview).then((text) => readSteps(text, preview)),
    readNamed(flags.state),
    ...(flags.beside ?? []).map(async (name) => readState(await readNamed(name), name)),
  ]);
  const coverage = (text: string) => coverageOfProgram(programOf([readState(text, flags.state), ...beside]));
  const scope: BlackoutScope = {
    ...(flags.accounts === undefined ? {} : { accounts: flags.accounts }),
    ...(flags.regions === undefined ? {} : { regions: flags.regions }),
  };
  const lost = blackouts(coverage(state), coverage(plannedState(state, steps, flags.state)), scope);
  return heldToExceptions(lost, exceptionsOf(flags), new Date().toISOString());
}

function exceptionsOf({ exceptions: file }: CheckChangeFlags): readonly Exception[] {
  const loaded = loadExceptions({ folder: process.cwd(), ...(file === undefined ? {} : { file }) });
  if (loaded.faults.length > 0) {
    throw new Error(`The exceptions cannot be used:\n- ${loaded.faults.join('\n- ')}`);
  }
  return loaded.exceptions;
}

function inWords({ refused, excepted }: GuardedChange): string {
  if (refused.length + excepted.length === 0) return 'The change takes nothing away.\n';
  return [
    ...refused.map((blackout) => `lost: ${describeBlackout(blackout)}`),
    ...excepted.map(
      ({ blackout, exceptions }) =>
        `accepted (${exceptions.map(({ ticket }) => ticket).join(', ')}): ${describeBlackout(blackout)}`,
    ),
    ...(refused.length === 0
      ? []
      : ['', 'Do not apply it. To accept a loss, add an exception of control BLACKOUT that names it.']),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** Writes the coverage of a state as configuration of the pack, and answers with the exit code. */
export async function writeCoverage(name: string, { output }: { readonly output?: string }): Promise<number> {
  let coverage: Coverage;
  try {
    // What stands is known anew with each preview.
    coverage = { ...coverageOfProgram(programOf([readState(await readNamed(name), name)])), standing: [] };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return ExitCode.refused;
  }
  const text = `${JSON.stringify({ [blackoutGuardPolicy]: { enforcementLevel: 'mandatory', coverage } }, null, 2)}\n`;
  if (output === undefined) process.stdout.write(text);
  else await writeFile(output, text);
  return ExitCode.ok;
}

async function readNamed(name: string): Promise<string> {
  if (name === '-') return readAll(process.stdin);
  try {
    return await readFile(name, 'utf8');
  } catch (cause) {
    throw new Error(`${name} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
