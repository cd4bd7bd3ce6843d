import { checkStates, programControls, readPolicyConfig } from '@trailguard/policy-pack/state';
import { deliverReport } from '../deliver-report.ts';
import { exitCodeOf } from '../exit-code.ts';
import { readInput, readInputs } from '../read-inputs.ts';
import { usableExceptions } from '../usable-exceptions.ts';
import type { CheckStateFlags } from './command.ts';

/**
 * Judges files of state, writes the report, and answers with the exit code.
 *
 * @throws when nothing could be judged: a file, the exceptions or the configuration cannot be used.
 */
export async function checkState(names: readonly string[], flags: CheckStateFlags): Promise<number> {
  const files = await readInputs(names);
  const { file, exceptions } = usableExceptions(flags.exceptions);
  const report = checkStates({
    files,
    preset: flags.preset,
    now: new Date().toISOString(),
    ...(file === undefined ? {} : { exceptions }),
    ...(flags.config === undefined ? {} : { config: await configOf(flags.config) }),
  });
  const [first] = files;
  // With the name of its stack, as the report has it, a source is no path.
  await deliverReport(report, { ...flags, ...(first === undefined ? {} : { file: first.name }) });
  return exitCodeOf(report, flags);
}

async function configOf(file: string): Promise<ReturnType<typeof readPolicyConfig>> {
  const { name, text } = await readInput(file);
  try {
    return readPolicyConfig(text, programControls);
  } catch (cause) {
    throw new Error(`${name} cannot be used:\n- ${(cause as Error).message}`, { cause });
  }
}
