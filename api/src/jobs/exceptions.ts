import type { Exception } from '@trailguard/controls/exceptions';
import { loadExceptions } from '@trailguard/policy-pack/state';
import type { Config } from '../config.ts';
import { JobFailure } from './failure.ts';

/**
 * The exceptions that hold for jobs; none without a file.
 *
 * @throws JobFailure naming each line that cannot be used: then none holds, and nothing is done in their name.
 */
export function exceptionsOf({ exceptionsFile }: Pick<Config, 'exceptionsFile'>): readonly Exception[] {
  if (exceptionsFile === undefined) return [];
  const { exceptions, faults } = loadExceptions({ file: exceptionsFile, folder: process.cwd() });
  if (faults.length > 0) throw new JobFailure('EXCEPTIONS_INVALID', faults.join('; '));
  return exceptions;
}
