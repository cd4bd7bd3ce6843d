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
  const { dataTrailArn: trailArn } = organizationNames(settings);
  const { dataLogPrefix: keyPrefix, furtherTrailArns } = settings;
  const all = settings.dataEvents === undefined ? furtherTrailArns : [trailArn, ...furtherTrailArns];
  return {
    keyTrails: { furtherTrailArns: all },
    bucketTrails:
      settings.dataEvents === undefined || keyPrefix === undefined
        ? { furtherTrailArns: all, prefixedTrails: [] }
        : { furtherTrailArns, prefixedTrails: [{ trailArn, keyPrefix }] },
  };
}
