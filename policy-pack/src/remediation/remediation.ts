import type { PolicyConfigSchema } from '@pulumi/policy';
import type { Plain } from '../lens/plain-values.ts';

/** A resource that may be remediated. */
export interface Remediated {
  readonly type: string;
  /** A property: `undefined` where it is left out, `unresolved` while it is not known. */
  read(property: string): Plain;
}

/** What a user configured: the control's parameters, and what the remediation asks for. */
export interface RemediationSettings {
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Names of buckets that keep logs. */
  readonly logBuckets: readonly string[];
  /** Values that {@link Remediation.values} asks for; what nobody set is left out. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** One value to be set; the path goes through objects and lists that are made where they are missing. */
export interface Setting {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/**
 * How single resources are brought to the safe value of a control. It only tightens: what is safe already, what is
 * not known yet and what somebody may have meant otherwise is left alone.
 */
export interface Remediation {
  /** Pulumi types that it is about. */
  readonly types: readonly string[];
  /** What it must be told beside the control's parameters, as JSON schema. */
  readonly values?: PolicyConfigSchema['properties'];
  /** The values to set; none where nothing is to be done. */
  readonly tighten: (resource: Remediated, settings: RemediationSettings) => readonly Setting[];
}

/** What a remediation would set, less what does not fit into the properties that are there. */
export function settingsOf(
  { tighten }: Remediation,
  resource: Remediated,
  told: RemediationSettings,
): readonly Setting[] {
  return tighten(resource, told).filter(({ path }) => fits(resource.read(String(path[0])), path.slice(1)));
}

/** A text where a list belongs is the provider's to refuse. */
function fits(value: Plain, path: Setting['path']): boolean {
  const [step, ...rest] = path;
  if (step === undefined || isUnset(value)) return true;
  if (typeof value !== 'object' || Array.isArray(value) !== (typeof step === 'number')) return false;
  return fits((value as Readonly<Record<string | number, Plain>>)[step], rest);
}

/** Sets values in place, so that what is secret, or not known yet, stays so. */
export function apply(properties: Record<string, unknown>, settings: readonly Setting[]): void {
  for (const { path, value } of settings) {
    const last = path.at(-1) as string | number;
    let at = properties as Record<string | number, unknown>;
    path.slice(0, -1).forEach((step, index) => {
      at[step] ??= typeof path[index + 1] === 'number' ? [] : {};
      at = at[step] as Record<string | number, unknown>;
    });
    at[last] = value;
  }
}

/** A single property. */
export function set(property: string, value: unknown): readonly Setting[] {
  return [{ path: [property], value }];
}

/** Nothing to do. */
export const nothing: readonly Setting[] = [];

/** Whether a property is left out. */
export function isUnset(value: Plain): boolean {
  return value === undefined || value === null;
}
