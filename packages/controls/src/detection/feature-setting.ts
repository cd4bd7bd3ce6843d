import type { FeatureSetting } from '../model/estate.ts';
import { type Collection, type Fact, isUnknown, type Unknown, unknownBecause } from '../model/fact.ts';
import type { Observed } from '../model/observation.ts';
import type { Evidence, Verdict } from '../model/verdict.ts';
import { evidence, fail, notApplicable, pass, unknown } from '../verdicts.ts';

/** A feature as AWS names it, or one part of it. */
export interface FeatureName {
  readonly name: string;
  /** Additional configuration, such as `EKS_ADDON_MANAGEMENT`. */
  readonly part?: string;
}

/** A feature as a reader finds it in AWS's answers. */
export function labelOf({ name, part }: FeatureName): string {
  return part === undefined ? name : `${name}/${part}`;
}

/** How a feature is set, or why that is not known; `not-offered` when AWS leaves it out of a whole list. */
export type Setting<T extends string> = Known<T> | { readonly hidden: Unknown };

interface Known<T extends string> {
  readonly is: T | 'absent' | 'not-offered';
  readonly managedBy?: string;
  /** Resource of the program that sets it. */
  readonly urn?: string;
}

/**
 * Finds a feature, or its part, in a list. A part that is left out where its feature is set counts as absent: AWS and
 * the provider may reset what a program does not name. A feature that is off takes its parts with it.
 */
export function settingOf<T extends string>(
  { items, complete }: Collection<FeatureSetting<T>>,
  { name, part }: FeatureName,
): Setting<T> {
  const feature = items.find((item) => item.name === name);
  if (feature === undefined) {
    if (complete !== true) return { hidden: complete };
    if (items.length > 0) return { is: 'not-offered' };
    return { hidden: unknownBecause('missing-field', 'AWS answered with an empty list of features') };
  }
  if (part === undefined) return knownSetting(feature.setting, feature);
  if (isUnknown(feature.setting)) return { hidden: feature.setting };
  if (feature.setting === 'DISABLED' || feature.setting === 'NONE')
    return knownSetting(feature.setting, feature);
  if (isUnknown(feature.additional)) return { hidden: feature.additional };
  const found = feature.additional?.find((item) => item.name === part);
  return knownSetting(found?.setting ?? null, feature);
}

function knownSetting<T extends string>(
  fact: Fact<T>,
  { managedBy, urn }: Pick<FeatureSetting<T>, 'managedBy' | 'urn'>,
): Setting<T> {
  if (isUnknown(fact)) return { hidden: fact };
  return {
    is: fact ?? 'absent',
    ...(managedBy === undefined ? {} : { managedBy }),
    ...(urn === undefined ? {} : { urn }),
  };
}

/** What a setting is of, for the words of a verdict. */
interface Of<T extends Observed> {
  readonly subject: string;
  readonly of: T & { readonly features: unknown };
}

/** Judges a setting: what is not wanted fails, what is not offered does not apply. */
export function settingVerdict<T extends string, S extends Observed>(
  setting: Setting<T>,
  isWanted: (value: T) => boolean,
  { subject, of }: Of<S>,
): Verdict {
  if ('hidden' in setting) return unknown(`whether ${subject} is on is not known`, setting.hidden);
  if (setting.is === 'not-offered') return notApplicable(`${subject} is not offered in the Region`);
  const found: Evidence = {
    ...evidence(of as Observed & { features: unknown }, 'features', setting.is),
    ...(setting.urn === undefined ? {} : { resource: setting.urn }),
  };
  if (setting.is !== 'absent' && isWanted(setting.is as T)) return pass(found);
  const by =
    setting.managedBy === undefined ? '' : `, by ${setting.managedBy}: change that policy, not the program`;
  return fail(`${subject} is ${setting.is === 'absent' ? 'not set' : setting.is}${by}`, found);
}
