import type { AuditedOrganization } from '@trailguard/audit';
import { readOrganizationFile } from '@trailguard/stacks/bring-up';

/** What audits need of the organization's file. */
export interface Organization {
  readonly audited: AuditedOrganization;
  /** What the roles of members ask for. */
  readonly externalId: string | undefined;
  /** Regions that the organization's file names; undefined when AWS is asked. */
  readonly regions: readonly string[] | undefined;
  /** Where the trail delivered before, each as `s3://BUCKET/PREFIX`. */
  readonly formerLogPlaces: readonly string[];
}

/** Reads the organization's file. @throws with all that is wrong with it. */
export async function readOrganization(file: string): Promise<Organization> {
  const [first] = await readOrganizationFile(file);
  const setting = (name: string) => first?.config[`trailguard:${name}`];
  const required = (name: string) => setting(name) ?? '';
  const regions = setting('regions');
  const formerLogPlaces = JSON.parse(setting('formerLogPlaces') ?? '[]') as string[];
  return {
    audited: {
      managementAccountId: required('managementAccountId'),
      logArchiveAccountId: required('logArchiveAccountId'),
      securityAccountId: required('securityAccountId'),
      homeRegion: required('homeRegion'),
    },
    externalId: setting('roleExternalId'),
    regions: regions === undefined ? undefined : (JSON.parse(regions) as string[]),
    formerLogPlaces,
  };
}
