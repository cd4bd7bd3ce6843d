import { OrganizationAccessRoleName } from '@trailguard/baseline';
import { type Static, Type } from 'typebox';
import { accountId, RegionShape } from './fields.ts';

/** Which organization, accounts and regions. */
export const OrganizationProperties = {
  organizationId: Type.String({
    pattern: '^o-[a-z0-9]{10,32}$',
    description: "the organization's id",
    examples: ['o-exampleorgid'],
  }),
  managementAccountId: accountId('the account that owns the organization', '111111111111'),
  logArchiveAccountId: accountId('the account that keeps the log files', '222222222222'),
  securityAccountId: accountId('the account that administers threat detection', '333333333333'),
  homeRegion: Type.String({
    ...RegionShape,
    description: 'the region of the trail and the log bucket',
    examples: ['us-east-1'],
  }),
  namePrefix: Type.String({
    pattern: '^[a-z][a-z0-9-]{1,20}$',
    default: 'trailguard',
    description: 'the start of every name: 2 to 21 lower-case letters, digits and hyphens, a letter first',
    examples: ['trailguard'],
  }),
  regions: Type.Optional(
    Type.Array(Type.String(RegionShape), {
      minItems: 1,
      uniqueItems: true,
      description: 'the regions to watch, as a JSON list with homeRegion in it; left out, AWS is asked',
      examples: ['["us-east-1","eu-west-1"]'],
    }),
  ),
  deployRoleNames: Type.Array(Type.String({ pattern: '^([\\w+=,.@-]+/)*[\\w+=,.@-]{1,64}$' }), {
    minItems: 1,
    uniqueItems: true,
    default: [OrganizationAccessRoleName],
    description:
      'names (with their path, if any) of the roles that deploy the stacks, as a JSON list: guardrails let them change settings',
    examples: ['["OrganizationAccountAccessRole"]'],
  }),
  roleExternalId: Type.Optional(
    Type.String({
      pattern: '^[\\w+=,.@:/-]{2,1224}$',
      description:
        'a word that sessions of the audit and preview roles of members must bring along, 2 to 1224 letters, digits and +=,.@:/-; no secret. Left out, none is asked for, as both ends are of one organization',
      examples: ['trailguard-7f3c'],
    }),
  ),
  cloudTrailFullAccess: Type.Array(
    Type.String({ pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:(user|group|role)/.+$' }),
    {
      default: [],
      description:
        'ARNs of the users, groups and roles that AWSCloudTrail_FullAccess is attached to, as a JSON list; a preview then names those of its account. `up` and the service look them up themselves',
      examples: ['["arn:aws:iam::222222222222:role/Operations"]'],
    },
  ),
  securityProfile: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'the AWS profile with credentials of the security account; left out, OrganizationAccountAccessRole is taken',
      examples: ['security'],
    }),
  ),
};
const Schema = Type.Object(OrganizationProperties);

/** What is right alone and wrong together; one sentence each. */
export function organizationMismatches(settings: Static<typeof Schema>): string[] {
  const faults: string[] = [];
  const { managementAccountId, homeRegion, regions } = settings;
  for (const key of ['logArchiveAccountId', 'securityAccountId'] as const) {
    if (settings[key] === managementAccountId) {
      faults.push(
        `${key} is the management account ${managementAccountId}; it must be another account, ` +
          'because service control policies do not hold in the management account. Example: an account of your Security unit',
      );
    }
  }
  if (regions && !regions.includes(homeRegion)) {
    faults.push(
      'regions lacks trailguard:homeRegion; the home region must be watched too. ' +
        `Example: pulumi config set trailguard:regions '${JSON.stringify([homeRegion, ...regions])}'`,
    );
  }
  return faults;
}
