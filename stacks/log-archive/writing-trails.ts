import { organizationNames, type PrefixedTrail } from '@trailguard/baseline';
import type { OrganizationStackSettings } from '../settings/settings.ts';

/** The trails beside the organization's that bucket and key admit. */
export interface WritingTrails {
  /** For the key: all of them. */
  readonly keyTrails: { furtherTrailArns: string[] };
  /** For the bucket: each with its folder. */
  readonly bucketTrails: { furtherTrailArns: string[]; prefixedTrails: PrefixedTrail[] };
}

/** The trail of data events where there is one, and those of accounts outside the organization. */
export function writingTrails(settings: OrganizationStackSettings): WritingTrails {
  const { dataTrailArn: trailArn, dataLogPrefix: keyPrefix } = organizationNames(settings);
  const { furtherTrailArns } = settings;
  const prefixedTrails = settings.dataEvents === undefined ? [] : [{ trailArn, keyPrefix }];
  return {
    keyTrails: { furtherTrailArns: [...prefixedTrails.map((trail) => trail.trailArn), ...furtherTrailArns] },
    bucketTrails: { furtherTrailArns, prefixedTrails },
  };
}
