import { type LoadedExceptions, loadExceptions } from '@trailguard/policy-pack/state';

/**
 * The exceptions that hold for a run in this folder.
 *
 * @param file one that is named; default: the nearest `trailguard.exceptions.yaml` from here upwards
 * @throws with all that is wrong with them: nothing is judged while it is not clear what is accepted
 */
export function usableExceptions(file: string | undefined): LoadedExceptions {
  const loaded = loadExceptions({ folder: process.cwd(), ...(file === undefined ? {} : { file }) });
  if (loaded.faults.length > 0) {
    throw new Error(`The exceptions cannot be used:\n- ${loaded.faults.join('\n- ')}`);
  }
  return loaded;
}
