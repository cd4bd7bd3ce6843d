import { type ControlEntry, controlEntry, controls, frameworks } from '@trailguard/controls';
import { ExitCode } from '../exit-code.ts';
import type { ControlsFlags } from './command.ts';
import { controlDetails, controlList } from './text.ts';

/**
 * Prints the controls that fit, and answers with the exit code.
 *
 * @param ids controls to show in full; none lists all that fit
 * @throws naming every id, or the framework, that there is not
 */
export function printControls(ids: readonly string[], flags: ControlsFlags): number {
  const chosen = chosenControls(ids, flags);
  if (flags.json) {
    const index = { schema: 'trailguard.controls/1', controls: chosen };
    process.stdout.write(`${JSON.stringify(index, null, 2)}\n`);
  } else {
    process.stdout.write(ids.length === 0 ? controlList(chosen) : controlDetails(chosen));
  }
  return chosen.length === 0 ? ExitCode.findings : ExitCode.ok;
}

function chosenControls(ids: readonly string[], flags: ControlsFlags): readonly ControlEntry[] {
  const entries = controls.map(controlEntry);
  const wanted = ids.map((id) => id.toUpperCase());
  const strange = wanted.filter((id) => !entries.some((entry) => entry.id === id));
  if (strange.length > 0)
    throw new Error(`There is no control ${strange.join(', ')}; trailguard controls lists them all`);
  checkFramework(flags.framework);
  const fits = (entry: ControlEntry) =>
    (wanted.length === 0 || wanted.includes(entry.id)) && isAsAskedFor(entry, flags);
  return entries.filter(fits);
}

function checkFramework(id: string | undefined): void {
  if (id === undefined || frameworks.some((framework) => framework.id === id)) return;
  throw new Error(`There is no framework ${id}; take one of ${frameworks.map((one) => one.id).join(', ')}`);
}

function isAsAskedFor(entry: ControlEntry, { family, framework, severity, lens }: ControlsFlags): boolean {
  return (
    (family === undefined || family.some((one) => one === entry.family)) &&
    (framework === undefined || Object.hasOwn(entry.frameworks, framework)) &&
    (severity === undefined || severity.includes(entry.severity)) &&
    (lens === undefined || entry.lenses.includes(lens))
  );
}
