import { ConfigurationActions, DeletionActions, RetentionActions } from '../log-archive/protection.ts';
import { KeyEnding } from '../log-archive/key-policy.ts';
import { partitionOf } from '../partition.ts';
import { allBut, deployRolePatterns, type ExemptRoles } from './exempt-roles.ts';
import type { GuardrailStatement } from './statement.ts';

/** What the logs are kept in. */
export interface LogStorage {
  /** Any region of the partition. */
  readonly region: string;
  /** Start of every name. */
  readonly namePrefix: string;
  /** Accounts that keep logs and nothing else: every key of theirs counts as a key of the logs. */
  readonly logAccountIds: readonly string[];
  /** The log bucket, the bucket of its access logs and their copies. */
  readonly logBucketNames: readonly string[];
}

/** Who may change how long log files stay, beside the break-glass role. */
export interface RetentionAdministrators {
  readonly retentionAdministratorArns: readonly string[];
}

/** ARNs of the buckets of the logs and of what is in them. */
export function logBucketArns({ region, logBucketNames }: LogStorage): string[] {
  return logBucketNames.flatMap((name) => {
    const arn = `arn:${partitionOf(region)}:s3:::${name}`;
    return [arn, `${arn}/*`];
  });
}

/** Patterns of the ARNs of the keys of the accounts that keep logs. */
export function logKeyArns({ region, logAccountIds }: LogStorage): string[] {
  return logAccountIds.map((id) => `arn:${partitionOf(region)}:kms:*:${id}:key/*`);
}

/**
 * What the policies of buckets and keys refuse, refused once more where an account's root user cannot take it away: the
 * owner of a bucket can always delete its policy, and a control policy is out of its reach.
 *
 * The break-glass role alone deletes. Deploy roles change settings, and the bucket's own policy is stricter for
 * retention; a bucket that is being made does not have one yet.
 */
export function denyLogStorageTampering(
  storage: LogStorage & ExemptRoles & RetentionAdministrators,
): GuardrailStatement[] {
  const partition = partitionOf(storage.region);
  const buckets = logBucketArns(storage);
  const keys = logKeyArns(storage);
  return [
    {
      Sid: 'DenyLogRemoval',
      Effect: 'Deny',
      Action: [...DeletionActions, ...KeyEnding],
      Resource: [...buckets, ...keys],
      Condition: allBut(storage.breakGlassRoleArns),
    },
    {
      Sid: 'DenyLogStorageChanges',
      Effect: 'Deny',
      Action: [
        'kms:DeleteAlias',
        'kms:PutKeyPolicy',
        'kms:UpdateAlias',
        'logs:DeleteLogGroup',
        'logs:DeleteLogStream',
        'logs:DeleteRetentionPolicy',
        'logs:DisassociateKmsKey',
        'logs:PutLogGroupDeletionProtection',
        'logs:PutRetentionPolicy',
        ...[...ConfigurationActions, ...RetentionActions].sort(),
        'sns:AddPermission',
        'sns:DeleteTopic',
        'sns:RemovePermission',
        'sns:SetTopicAttributes',
      ],
      Resource: [
        ...buckets,
        ...keys,
        `arn:${partition}:logs:*:*:log-group:/${storage.namePrefix}/*`,
        `arn:${partition}:sns:*:*:${storage.namePrefix}-*`,
      ],
      Condition: allBut([
        ...deployRolePatterns(storage),
        ...storage.breakGlassRoleArns,
        ...storage.retentionAdministratorArns,
      ]),
    },
  ];
}
