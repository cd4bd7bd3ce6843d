import type { EnforcementLevel } from '@pulumi/policy';
import type { Control } from '@trailguard/controls';
import { type Enforcement, levelsOf } from './enforcement.ts';
import { policyNameOf } from './policy-name.ts';

/** What `--policy-pack-config` takes, and Pulumi Cloud as the configuration of a pack: a level for each policy. */
export type PolicyPackConfig = Readonly<Record<string, EnforcementLevel>>;

/**
 * The configuration of the pack that enforces as asked. Every control is named, so that one that a later version
 * brings does not block unasked.
 *
 * @throws InvalidEnforcementError when something is named that there is not.
 */
export function policyPackConfig(controls: readonly Control[], enforcement: Enforcement): PolicyPackConfig {
  const levels = levelsOf(controls, enforcement);
  return Object.fromEntries(
    controls.map((control) => [policyNameOf(control), levels.get(control.id) ?? 'disabled']),
  );
}
