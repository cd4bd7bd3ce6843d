import type { Control } from '@trailguard/controls';
import { configurationOf, type PolicyConfiguration } from '../configuration.ts';
import { policyNameOf } from '../policy-name.ts';

/** A file for `--policy-pack-config` that cannot be used; the message says why. */
export class InvalidPolicyConfigError extends Error {
  override readonly name = 'InvalidPolicyConfigError';
}

/** What a file for `--policy-pack-config` says of a control. */
export interface PolicyConfig extends PolicyConfiguration {
  readonly isDisabled: boolean;
}

const levels = ['advisory', 'mandatory', 'remediate', 'disabled'];
/** Keys of the file that name no policy. */
const others: ReadonlySet<string> = new Set(['all', 'environments', 'exceptions']);

/**
 * Reads the file that `--policy-pack-config` takes, so that a saved state is judged by the same settings.
 *
 * @returns the settings of each control, by id.
 * @throws InvalidPolicyConfigError when it is no such file or names a policy that there is not.
 */
export function readPolicyConfig(
  text: string,
  controls: readonly Control[],
): ReadonlyMap<string, PolicyConfig> {
  const file = parsed(text);
  const names = new Map(controls.map((control) => [policyNameOf(control), control]));
  const strange = Object.keys(file).filter(
    (name) => !names.has(name) && !others.has(name) && !isOwnPolicy(name),
  );
  if (strange.length > 0) {
    throw new InvalidPolicyConfigError(`The pack has no policy ${strange.join(', ')}`);
  }
  const ofAll = settingsOf(file.all, 'all');
  return new Map(
    [...names].map(([name, control]) => {
      const own = Object.hasOwn(file, name) ? settingsOf(file[name], name) : {};
      const { enforcementLevel, ...values } = { ...ofAll, ...own };
      return [control.id, { ...configurationOf(values), isDisabled: enforcementLevel === 'disabled' }];
    }),
  );
}

/** Policies that judge no control. */
function isOwnPolicy(name: string): boolean {
  return name === 'not-evaluated' || name === 'trailguard-exceptions';
}

function parsed(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InvalidPolicyConfigError(`It is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidPolicyConfigError('It is no object of policies by name');
  }
  return value as Record<string, unknown>;
}

function settingsOf(value: unknown, name: string): Record<string, unknown> {
  if (value === undefined) return {};
  const settings = typeof value === 'string' ? { enforcementLevel: value } : value;
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    throw new InvalidPolicyConfigError(
      `${name}: write a level, or an object with enforcementLevel and values`,
    );
  }
  const { enforcementLevel } = settings as { enforcementLevel?: unknown };
  if (enforcementLevel !== undefined && !levels.includes(String(enforcementLevel))) {
    throw new InvalidPolicyConfigError(
      `${name}: ${JSON.stringify(enforcementLevel)} is no level; there are ${levels.join(', ')}`,
    );
  }
  return settings as Record<string, unknown>;
}
