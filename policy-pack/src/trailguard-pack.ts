import type { PolicyPackArgs } from '@pulumi/policy';
import { checkParameters, type Control, type ParameterOverrides } from '@trailguard/controls';
import { blackoutGuard } from './blackout-guard.ts';
import { type ControlPolicy, controlPolicy } from './control-policy.ts';
import { type Enforcement, levelsOf } from './enforcement.ts';
import { Ledger } from './exceptions/ledger.ts';
import { loadExceptions } from './exceptions/load.ts';
import { exceptionsPolicy } from './exceptions/policy.ts';
import { notEvaluatedPolicy } from './not-evaluated.ts';
import { programControls } from './program-controls.ts';
import { type Remediation, remediations } from './remediation/index.ts';
import { servePack } from './server/index.ts';
import { Undecided } from './undecided.ts';

/** Name of the pack. */
export const packName = 'trailguard';

/** Environment variable that names the file of exceptions. */
export const exceptionsVariable = 'TRAILGUARD_EXCEPTIONS';

/** What a pack is made of. Everything has a default: without options it is TrailGuard's own. */
export interface PackOptions extends Enforcement {
  /** Letters, digits, `-`, `_` and `.`. Default: `trailguard`. */
  readonly name?: string;
  readonly displayName?: string;
  readonly description?: string;
  /** Controls, each a policy; such as no program can show are left out. Default: all of TrailGuard's. */
  readonly judges?: readonly Control[];
  /** Values of parameters, by control id, in place of the controls' own defaults. */
  readonly parameters?: ParameterOverrides;
  /** How single resources are brought to the safe value, by control id; beside TrailGuard's own. */
  readonly remediations?: Readonly<Record<string, Remediation>>;
  /**
   * File of exceptions. Default: what the variable `TRAILGUARD_EXCEPTIONS` names, else the nearest
   * `trailguard.exceptions.yaml` from the pack's folder upwards.
   */
  readonly exceptions?: string;
  /** Policies of other kinds, served beside. */
  readonly policies?: PolicyPackArgs['policies'];
}

/**
 * The policies of a pack: one for each control, one that lists what could not be decided, one for the exceptions.
 *
 * @throws InvalidParametersError, InvalidEnforcementError when an option names what there is not.
 */
export function packPolicies(options: PackOptions = {}): PolicyPackArgs['policies'] {
  const { judges = programControls, parameters = {}, policies = [] } = options;
  const shown = judges.filter((control) => control.policies.length > 0);
  checkParameters(shown, parameters);
  const levels = levelsOf(shown, options);
  const loaded = loadExceptions({
    folder: process.cwd(),
    controlIds: judges.map(({ id }) => id),
    ...exceptionsFileOf(options),
  });
  const ledger = new Ledger(loaded.exceptions);
  const undecided = new Undecided();
  const own = shown.map((control): ControlPolicy => {
    const set = Object.hasOwn(parameters, control.id) ? parameters[control.id] : {};
    return controlPolicy(
      { ...control, parameters: { ...control.parameters, ...set } as Control['parameters'] },
      {
        level: levels.get(control.id) ?? 'disabled',
        ledger,
        undecided,
        remediations: { ...remediations, ...options.remediations },
      },
    );
  });
  return [
    ...own,
    ...policies,
    blackoutGuard(loaded.exceptions),
    notEvaluatedPolicy(undecided),
    exceptionsPolicy(ledger, loaded.faults),
  ];
}

function exceptionsFileOf({ exceptions }: PackOptions): { readonly file?: string } {
  const file = exceptions ?? process.env[exceptionsVariable];
  return file === undefined || file === '' ? {} : { file };
}

/**
 * Serves a pack to the Pulumi engine, as the file that `main` of the pack's `package.json` names.
 *
 * ```ts
 * import { defineControl, programControls, trailguardPack } from '@trailguard/policy-pack';
 * import ours from './controls/our-control.ts';
 *
 * trailguardPack({ name: 'acme', judges: [...programControls, ours], preset: 'all' });
 * ```
 */
export function trailguardPack(options: PackOptions = {}): void {
  const {
    name = packName,
    displayName = 'TrailGuard',
    description = 'CloudTrail, log storage and GuardDuty of an AWS organization, by documented controls.',
  } = options;
  servePack(name, {
    displayName,
    description,
    provider: 'aws',
    tags: ['aws', 'cloudtrail', 'guardduty', 's3'],
    enforcementLevel: 'advisory',
    policies: packPolicies(options),
  });
}
