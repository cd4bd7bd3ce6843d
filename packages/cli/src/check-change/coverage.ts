import { blackoutGuardPolicy, type Coverage } from '@trailguard/controls/blackout';
import { coverageOfProgram, programOf, readState } from '@trailguard/policy-pack/lens';
import { readInput } from '../read-inputs.ts';
import { writeOutput } from '../write-output.ts';

/**
 * Writes the coverage of a state as configuration of the pack.
 *
 * @throws when the state cannot be used, or the output cannot be written.
 */
export async function writeCoverage(file: string, { output }: { readonly output?: string }): Promise<void> {
  const { name, text } = await readInput(file);
  // What stands is known anew with each preview.
  const coverage: Coverage = { ...coverageOfProgram(programOf([readState(text, name)])), standing: [] };
  const config = { [blackoutGuardPolicy]: { enforcementLevel: 'mandatory', coverage } };
  await writeOutput(`${JSON.stringify(config, null, 2)}\n`, output);
}
