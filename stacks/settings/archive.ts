import { ObjectLockMode, retentionFaults } from '@trailguard/baseline';
import { type Static, Type } from 'typebox';
import { days, roles } from './fields.ts';

/** The bucket and the key of the log files. */
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
  archiveAfterDays: days('when log files move to S3 Glacier', 365),
  retentionAdministratorArns: roles('that may change retention beside the break-glass role'),
  logReaderRoleArns: roles('that may decrypt log files'),
};
const Schema = Type.Object(ArchiveProperties);

/** What is right alone and wrong together; one sentence each. */
export function archiveMismatches(settings: Static<typeof Schema>): string[] {
  const { logRetentionDays, objectLockDays, archiveAfterDays } = settings;
  const example = `Example: pulumi config set trailguard:logRetentionDays ${objectLockDays + 365}`;
  return retentionFaults({ logRetentionDays, objectLockDays, archiveAfterDays }).map(
    (text) => `${text}. ${example}`,
  );
}
