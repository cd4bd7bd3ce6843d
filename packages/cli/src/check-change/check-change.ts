import {
  type BlackoutScope,
  blackouts,
  describeBlackout,
  type GuardedChange,
  heldToExceptions,
} from '@trailguard/controls/blackout';
import {
  coverageOfProgram,
  plannedState,
  programOf,
  readState,
  readSteps,
} from '@trailguard/policy-pack/lens';
import { ExitCode } from '../exit-code.ts';
import { type Input, readInputs } from '../read-inputs.ts';
import { usableExceptions } from '../usable-exceptions.ts';
import type { CheckChangeFlags } from './command.ts';

/**
 * Names what a change takes away, and answers with the exit code.
 *
 * @throws when nothing could be judged: a file or the exceptions cannot be used.
 */
export async function checkChange(preview: string, flags: CheckChangeFlags): Promise<number> {
  const change = await changeOf(preview, flags);
  process.stdout.write(flags.format === 'json' ? `${JSON.stringify(change, null, 2)}\n` : inWords(change));
  return change.refused.length > 0 ? ExitCode.findings : ExitCode.ok;
}

async function changeOf(previewName: string, flags: CheckChangeFlags): Promise<GuardedChange> {
  const inputs = await readInputs([previewName, flags.state, ...(flags.beside ?? [])]);
  const [preview, state, ...others] = inputs as [Input, Input, ...Input[]];
  const steps = readSteps(preview.text, preview.name);
  const beside = others.map(({ text, name }) => readState(text, name));
  const coverage = (text: string) => coverageOfProgram(programOf([readState(text, state.name), ...beside]));
  const scope: BlackoutScope = {
    ...(flags.accounts === undefined ? {} : { accounts: flags.accounts }),
    ...(flags.regions === undefined ? {} : { regions: flags.regions }),
  };
  const lost = blackouts(coverage(state.text), coverage(plannedState(state.text, steps, state.name)), scope);
  return heldToExceptions(lost, usableExceptions(flags.exceptions).exceptions, new Date().toISOString());
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
