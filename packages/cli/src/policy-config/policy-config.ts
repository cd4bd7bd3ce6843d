import { toPulumiExceptions } from '@trailguard/controls/exceptions';
import { policyNameOf, policyPackConfig, programControls } from '@trailguard/policy-pack/state';
import { usableExceptions } from '../usable-exceptions.ts';
import type { PolicyConfigFlags } from './command.ts';

/**
 * Prints the configuration; what Pulumi's form of exceptions has no words for is told on the error stream.
 *
 * @throws when a control, a framework or the exceptions cannot be used.
 */
export async function printPolicyConfig(flags: PolicyConfigFlags): Promise<void> {
  const { preset, framework = {}, control = {}, exceptions } = flags;
  const levels = policyPackConfig(programControls, { preset, frameworks: framework, controls: control });
  const config = exceptions === undefined ? levels : { ...levels, exceptions: excepted(exceptions) };
  process.stdout.write(`${JSON.stringify(config, null, 2)}\n`);
}

function excepted(file: string): unknown {
  const accepted = usableExceptions(file);
  const names = new Map(programControls.map((control) => [control.id, policyNameOf(control)]));
  const today = new Date().toISOString().slice(0, 10);
  const { exceptions, leftOut } = toPulumiExceptions(accepted.exceptions, today, (id) => names.get(id));
  for (const { exception, reason } of leftOut) {
    process.stderr.write(`Left out: ${exception.position}: ${exception.control}: ${reason}\n`);
  }
  return exceptions;
}
