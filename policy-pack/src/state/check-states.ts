import { type Control, judge, type Result } from '@trailguard/controls';
import { applyExceptions, digestOfExceptions, type Exception } from '@trailguard/controls/exceptions';
import { type RunReport, runReport } from '@trailguard/controls/report';
import { controlsOfPreset, type Preset } from '../enforcement.ts';
import { estateOf, type LensOptions } from '../lens/estate.ts';
import type { Program } from '../lens/program.ts';
import { programOf, readState, type SavedState } from '../lens/state.ts';
import { programControls } from '../program-controls.ts';
import type { PolicyConfig } from './policy-config.ts';

/** A saved state: its file's name for messages, and what `pulumi stack export` printed. */
export interface StateFile {
  readonly name: string;
  readonly text: string;
}

export interface CheckStatesOptions {
  /** States of stacks that belong together, such as all of an organization. */
  readonly files: readonly StateFile[];
  /** Default: all controls that a program can show. */
  readonly controls?: readonly Control[];
  /** Which of the controls are judged. Default: `all`. */
  readonly preset?: Preset;
  /** Settings by control id. */
  readonly config?: ReadonlyMap<string, PolicyConfig>;
  /** Accepted findings. Default: none. */
  readonly exceptions?: readonly Exception[];
  /** Now, ISO 8601: exceptions begin and end by it. */
  readonly now: string;
}

/**
 * Judges saved states together, without an engine or a network: a trail of one stack finds its bucket in another.
 *
 * @throws InvalidStateError when a file is no state, InvalidParametersError when a setting does not fit.
 */
export function checkStates(options: CheckStatesOptions): RunReport {
  const { files, preset = 'all', config = new Map(), exceptions = [], now } = options;
  const states = files.map(({ name, text }) => readState(text, name));
  const controls = controlsOfPreset(options.controls ?? programControls, preset).filter(
    ({ id }) => config.get(id)?.isDisabled !== true,
  );
  const judged = resultsOf(programOf(states), controls, config);
  const { results, notices } = applyExceptions(judged, exceptions, { asOf: now });
  return runReport({
    lens: 'state',
    at: now,
    sources: files.map(({ name }, index) => sourceOf(name, states[index])),
    controls,
    results,
    notices,
    warnings: states.flatMap((state, index) => warningsOf(state, files[index]?.name ?? '')),
    positions: new Map(states.flatMap(({ positions }) => [...positions])),
    ...(options.exceptions === undefined ? {} : { exceptionsDigest: digestOfExceptions(exceptions) }),
  });
}

/** Controls that tell the lens the same are judged on one estate. */
function resultsOf(
  program: Program,
  controls: readonly Control[],
  config: ReadonlyMap<string, PolicyConfig>,
): readonly Result[] {
  const lensOf = ({ id }: Control): LensOptions => config.get(id)?.lens ?? { isTrailRequired: false };
  const groups = Map.groupBy(controls, (control) => JSON.stringify(lensOf(control)));
  const results = [...groups.values()].flatMap((group) => {
    const [first] = group;
    const estate = estateOf(program, first === undefined ? {} : lensOf(first));
    const parameters = Object.fromEntries(group.map(({ id }) => [id, config.get(id)?.parameters ?? {}]));
    return judge(estate, { controls: group, parameters });
  });
  return results.sort((a, b) => (a.controlId < b.controlId ? -1 : a.controlId > b.controlId ? 1 : 0));
}

function sourceOf(name: string, state: SavedState | undefined): string {
  return state?.stack == null ? name : `${name} (${state.stack})`;
}

function warningsOf({ pendingOperations, stack }: SavedState, name: string): readonly string[] {
  const empty = stack === null ? [`${name}: the state has no resource`] : [];
  if (pendingOperations.length === 0) return empty;
  const resources = pendingOperations.slice(0, 3).join(', ');
  return [
    `${name}: an update was interrupted, so that ${pendingOperations.length} operations are open (${resources}); run "pulumi refresh" and export again`,
  ];
}
