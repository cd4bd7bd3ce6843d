import type { EnforcementLevel } from '@pulumi/policy';
import { type Control, frameworks, mappingsOf } from '@trailguard/controls';

/** Sets of controls that a framework asks for, by the names that users know; `all` is every control. */
export const presets = {
  'cis-5.0': 'cis-aws-5.0',
  fsbp: 'aws-fsbp-1.0.0',
  'nist-800-53-r5': 'nist-800-53-r5',
  'pci-4.0.1': 'pci-dss-4.0.1',
  all: null,
} as const satisfies Readonly<Record<string, string | null>>;
export type Preset = keyof typeof presets;

/** Which controls are enforced, and how hard. */
export interface Enforcement {
  /** Controls that are judged; the others are disabled. Default: `all`. */
  readonly preset?: Preset;
  /** Level of the controls of a framework, by its id such as `pci-dss-4.0.1`; of several, the strictest. */
  readonly frameworks?: Readonly<Record<string, EnforcementLevel>>;
  /** Level of a control, by its id; before all others. */
  readonly controls?: Readonly<Record<string, EnforcementLevel>>;
}

/** An enforcement that names what there is not; the message names all of it. */
export class InvalidEnforcementError extends Error {
  override readonly name = 'InvalidEnforcementError';
}

const levels: readonly EnforcementLevel[] = ['disabled', 'advisory', 'remediate', 'mandatory'];

/** The controls of a preset, sorted as they were. @throws InvalidEnforcementError for a name that is none. */
export function controlsOfPreset(controls: readonly Control[], preset: string): readonly Control[] {
  if (!Object.hasOwn(presets, preset)) {
    throw new InvalidEnforcementError(
      `There is no preset ${preset}; there are ${Object.keys(presets).join(', ')}`,
    );
  }
  const framework = presets[preset as Preset];
  return framework === null
    ? controls
    : controls.filter(({ id }) => mappingsOf(id).some((mapping) => mapping.framework.id === framework));
}

/**
 * The level of each control, by id. A finding of high severity blocks unless something else is said; below that it
 * is advice.
 *
 * @throws InvalidEnforcementError when a control, framework, preset or level is named that there is not.
 */
export function levelsOf(
  controls: readonly Control[],
  { preset = 'all', frameworks: byFramework = {}, controls: byControl = {} }: Enforcement = {},
): ReadonlyMap<string, EnforcementLevel> {
  check(controls, byFramework, byControl);
  const inPreset = new Set(controlsOfPreset(controls, preset));
  return new Map(
    controls.map((control) => {
      const asked = mappingsOf(control.id).flatMap(({ framework: { id } }) =>
        Object.hasOwn(byFramework, id) ? [byFramework[id] as EnforcementLevel] : [],
      );
      const standard = inPreset.has(control) ? levelOfSeverity(control) : 'disabled';
      const own = Object.hasOwn(byControl, control.id) ? byControl[control.id] : undefined;
      return [control.id, own ?? strictest(asked) ?? standard];
    }),
  );
}

/** A finding of high severity blocks; below that it is advice. */
function levelOfSeverity({ severity }: Control): EnforcementLevel {
  return severity === 'critical' || severity === 'high' ? 'mandatory' : 'advisory';
}

function strictest(asked: readonly EnforcementLevel[]): EnforcementLevel | undefined {
  return asked.toSorted((a, b) => levels.indexOf(b) - levels.indexOf(a))[0];
}

function check(
  controls: readonly Control[],
  byFramework: Readonly<Record<string, string>>,
  byControl: Readonly<Record<string, string>>,
): void {
  const ids = new Set(controls.map(({ id }) => id));
  const known = new Set(frameworks.map(({ id }) => id));
  const faults = [
    ...Object.keys(byControl).flatMap((id) =>
      ids.has(id) ? [] : [`${id} is no control that a program can show`],
    ),
    ...Object.keys(byFramework).flatMap((id) =>
      known.has(id) ? [] : [`${id} is no framework; there are ${[...known].join(', ')}`],
    ),
    ...[...Object.entries(byControl), ...Object.entries(byFramework)].flatMap(([id, level]) =>
      (levels as readonly string[]).includes(level)
        ? []
        : [`${id}: ${level} is no level; there are ${levels.join(', ')}`],
    ),
  ];
  if (faults.length > 0) throw new InvalidEnforcementError(faults.join('\n'));
}
