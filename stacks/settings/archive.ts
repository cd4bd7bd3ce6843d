import { lockFaults, ObjectLockMode, partitionOf, readerFaults, retentionFaults } from '@trailguard/baseline';
import { type Static, Type } from 'typebox';
import { accountId, days, RegionShape, roles } from './fields.ts';
import type { OrganizationStackSettings } from './settings.ts';

/** The bucket and the key of the log files, their copy, and who is told of removals. */
export const ArchiveProperties = {
  breakGlassRoleName: Type.String({
    pattern: '^[A-Za-z0-9+=,.@_-]{1,64}$',
    default: 'TrailGuardBreakGlass',
    description: 'the name of the one role that may delete log files',
    examples: ['TrailGuardBreakGlass'],
  }),
  logRetentionDays: days('how long log files are kept; more than objectLockDays', 2555),
  objectLockMode: Type.Union(
    [Type.Literal(ObjectLockMode.Governance), Type.Literal(ObjectLockMode.Compliance)],
    {
      default: ObjectLockMode.Governance,
      description: 'GOVERNANCE (the break-glass role can lift a lock) or COMPLIANCE (nobody can)',
      examples: [ObjectLockMode.Governance],
    },
  ),
  objectLockDays: days('how long each log file is locked', 365),
  complianceLockConfirmedDays: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 36_500,
      description: 'objectLockDays once more, to confirm a lock in COMPLIANCE mode, which nobody can undo',
      examples: ['365'],
    }),
  ),
  archiveAfterDays: days('when log files move to S3 Glacier', 365),
  formerLogPlaces: Type.Array(
    Type.String({ pattern: "^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[\\w!.*'()/-]*)?$" }),
    {
      default: [],
      uniqueItems: true,
      description:
        'where the trail delivered before it was given another bucket or prefix, as a JSON list: `verify-logs` and `investigate` read there too',
      examples: ['["s3://older-logs/audit"]'],
    },
  ),
  manualRetention: Type.Boolean({
    default: false,
    description:
      'whether the log bucket has no lifecycle rules, so that MFA Delete can be switched on by hand: true or false',
    examples: ['true'],
  }),
  accessLogRetentionDays: days('how long the access logs of the log bucket are kept', 365),
  retentionAdministratorArns: roles('that may change retention beside the break-glass role'),
  logReaderRoleArns: Type.Array(Type.String({ minLength: 1 }), {
    default: [],
    description:
      'ARNs of roles that may read log files, as a JSON list; a role of IAM Identity Center may end in _*',
    examples: ['["arn:aws:iam::333333333333:role/Analyst"]'],
  }),
  removalNoticeEmails: Type.Array(Type.String({ pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' }), {
    default: [],
    uniqueItems: true,
    description: 'e-mail addresses that are told when a log file is removed, as a JSON list',
    examples: ['["security@example.com"]'],
  }),
  notifyOfExpirations: Type.Boolean({
    default: false,
    description: 'whether files that the lifecycle removes are told as well: true or false',
    examples: ['true'],
  }),
  logCopyRegion: Type.Optional(
    Type.String({
      ...RegionShape,
      description:
        'the region that every log file is copied into; left out, there is no copy (a copy doubles the storage)',
      examples: ['eu-west-1'],
    }),
  ),
  logCopyAccountId: Type.Optional(
    accountId('the account of the copy; left out, the log archive', '444444444444'),
  ),
  logCopyProfile: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'the AWS profile with credentials of logCopyAccountId',
      examples: ['log-copy'],
    }),
  ),
  logCopyWithinFifteenMinutes: Type.Boolean({
    default: false,
    description: 'whether AWS is paid to copy within 15 minutes and tell of late copies: true or false',
    examples: ['true'],
  }),
};
const Schema = Type.Object(ArchiveProperties);
type ArchiveSettings = Static<typeof Schema>;

/** What is right alone and wrong together; one sentence each. */
export function archiveMismatches(settings: OrganizationStackSettings): string[] {
  const { objectLockDays, logRetentionDays, archiveAfterDays, accessLogRetentionDays } = settings;
  const set = (text: string, example: string) => `${text}. Example: pulumi config set trailguard:${example}`;
  const administrators = [settings.breakGlassRoleName, ...settings.deployRoleNames].map(
    (name) => `arn:${partitionOf(settings.homeRegion)}:iam::${settings.logArchiveAccountId}:role/${name}`,
  );
  return [
    ...retentionFaults({ logRetentionDays, objectLockDays, archiveAfterDays, accessLogRetentionDays }).map(
      (text) => set(text, `logRetentionDays ${objectLockDays + 365}`),
    ),
    ...lockFaults(settings).map((text) => set(text, 'objectLockMode GOVERNANCE')),
    ...readerFaults(settings.logReaderRoleArns, administrators).map((text) =>
      set(`logReaderRoleArns: ${text}`, `logReaderRoleArns '["arn:aws:iam::333333333333:role/Analyst"]'`),
    ),
    ...(settings.deployRoleNames.includes(settings.breakGlassRoleName)
      ? [
          set(
            `deployRoleNames holds ${settings.breakGlassRoleName}, the break-glass role; what deploys every day must never be able to delete`,
            `deployRoleNames '["OrganizationAccountAccessRole"]'`,
          ),
        ]
      : []),
    ...copyMismatches(settings, settings),
  ];
}

function copyMismatches(
  copy: ArchiveSettings,
  { homeRegion, managementAccountId, logArchiveAccountId }: OrganizationStackSettings,
): string[] {
  const { logCopyRegion, logCopyAccountId, logCopyProfile } = copy;
  if (logCopyRegion === undefined) {
    return (['logCopyAccountId', 'logCopyProfile'] as const)
      .filter((key) => copy[key] !== undefined)
      .map(
        (key) =>
          `${key} is set without logCopyRegion; there is no copy. Example: pulumi config set trailguard:logCopyRegion eu-west-1`,
      );
  }
  const faults: string[] = [];
  if (logCopyRegion === homeRegion) {
    faults.push(
      `logCopyRegion is the home region ${homeRegion}; a copy there is lost with it. Example: pulumi config set trailguard:logCopyRegion eu-west-1`,
    );
  } else if (partitionOf(logCopyRegion) !== partitionOf(homeRegion)) {
    faults.push(
      `logCopyRegion (${logCopyRegion}) is in another partition than ${homeRegion}; S3 cannot copy between them. Example: a region of ${partitionOf(homeRegion)}`,
    );
  }
  if (logCopyAccountId === managementAccountId) {
    faults.push(
      `logCopyAccountId is the management account ${managementAccountId}; it must be another, because service control policies do not hold there. Example: an account of your Security unit`,
    );
  }
  const isOther = logCopyAccountId !== undefined && logCopyAccountId !== logArchiveAccountId;
  if (isOther !== (logCopyProfile !== undefined)) {
    faults.push(
      isOther
        ? `logCopyAccountId is ${logCopyAccountId}, which the log archive's credentials do not reach; name a profile of it. Example: pulumi config set trailguard:logCopyProfile log-copy`
        : 'logCopyProfile is set without logCopyAccountId; the copy is made with the credentials of the log archive. Example: pulumi config rm trailguard:logCopyProfile',
    );
  }
  return faults;
}
