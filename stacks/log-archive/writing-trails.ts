import { organizationNames, type PrefixedTrail } from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/** The trails that bucket and key admit. */
export interface WritingTrails {
  /** The one that both know first. */
  readonly trailArn: string;
  /** For the key: all of them. */
  readonly keyTrails: { furtherTrailArns: string[] };
  /** For the bucket: each with its folder. */
  readonly bucketTrails: { furtherTrailArns: string[]; prefixedTrails: PrefixedTrail[] };
}

/**
 * The organization's trail, that of data events where there is one, and those of accounts outside the organization.
 * Where Control Tower's trail takes the place of the first, that of data events comes first.
 * @returns `undefined` where none of ours writes.
 */
export function writingTrails(
  settings: OrganizationStackSettings,
  hasControlTower: boolean,
): WritingTrails | undefined {
  const { trailArn: managementTrail, dataTrailArn } = organizationNames(settings);
  const { dataEvents, dataLogPrefix: keyPrefix, furtherTrailArns } = settings;
  const hasData = dataEvents !== undefined;
  if (hasControlTower && !hasData && furtherTrailArns.length === 0) return undefined;

  const trailArn = hasControlTower ? dataTrailArn : managementTrail;
  const further = [...(hasData ? [dataTrailArn] : []), ...furtherTrailArns].filter((arn) => arn !== trailArn);
  return {
    trailArn,
    keyTrails: { furtherTrailArns: further },
    bucketTrails:
      hasData && keyPrefix !== undefined
        ? { furtherTrailArns, prefixedTrails: [{ trailArn: dataTrailArn, keyPrefix }] }
        : { furtherTrailArns: further, prefixedTrails: [] },
  };
}
