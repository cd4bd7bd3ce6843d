import { denyAccessPoints, denyInsecureTransport, type PolicyStatement } from '../policy-document.ts';

/** Who may do what to a bucket of the archive beside reading and writing it. */
export interface Protection {
  readonly bucketArn: string;
  /** The one role that may delete. */
  readonly breakGlassRoleArn: string;
  /** Roles that may change settings without MFA, and never delete. */
  readonly deployRoleArns: readonly string[];
  /** Roles that may change retention beside the break-glass role. */
  readonly retentionAdministratorArns: readonly string[];
}

/** What ends a bucket or something in it. A replication rule's deletions count, whoever set up the rule. */
export const DeletionActions: readonly string[] = [
  's3:BypassGovernanceRetention',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:ReplicateDelete',
];

/** What decides how long something stays. */
export const RetentionActions: readonly string[] = [
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketVersioning',
  's3:PutLifecycleConfiguration',
  's3:PutObjectLegalHold',
  's3:PutObjectRetention',
];

/** What else opens, blinds or silences a bucket. */
export const ConfigurationActions: readonly string[] = [
  's3:CreateBucketMetadataTableConfiguration',
  's3:PauseReplication',
  's3:PutAnalyticsConfiguration',
  's3:PutBucketAcl',
  's3:PutBucketCORS',
  's3:PutBucketLogging',
  's3:PutBucketNotification',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketWebsite',
  's3:PutEncryptionConfiguration',
  's3:PutInventoryConfiguration',
  's3:PutReplicationConfiguration',
];

/** What puts or changes an object by another way than an upload: its readers, its tags, its key, or a copy of another bucket's. */
export const SideWriteActions: readonly string[] = [
  's3:PutObjectAcl',
  's3:PutObjectTagging',
  's3:PutObjectVersionAcl',
  's3:PutObjectVersionTagging',
  's3:ReplicateObject',
  's3:ReplicateTags',
  's3:UpdateObjectEncryption',
];

const allBut = (arns: readonly string[]) => ({ StringNotEquals: { 'aws:PrincipalArn': arns } });

/**
 * Statements that every bucket of the archive has. All are refusals, so no policy of the account, not even an
 * administrator's, overrules them. `aws:PrincipalArn` of a session is its role's ARN. Expiration by a lifecycle rule
 * is S3's own doing and goes on.
 */
export function protectBucket(protection: Protection): PolicyStatement[] {
  const { bucketArn, breakGlassRoleArn, deployRoleArns, retentionAdministratorArns } = protection;
  const everything = [bucketArn, `${bucketArn}/*`];
  const deny = (
    sid: string,
    action: readonly string[] | string,
    condition: PolicyStatement['Condition'] & object,
  ): PolicyStatement => ({
    Sid: sid,
    Effect: 'Deny',
    Principal: '*',
    Action: action,
    Resource: everything,
    Condition: condition,
  });
  return [
    denyInsecureTransport('s3:*', everything),
    denyAccessPoints(everything),
    deny('DenyDeletionExceptBreakGlass', DeletionActions, allBut([breakGlassRoleArn])),
    deny(
      'DenyRetentionChangeExceptApproved',
      RetentionActions,
      allBut([breakGlassRoleArn, ...retentionAdministratorArns]),
    ),
    // Long-term keys carry no such condition key and sessions without MFA carry `false`: both are refused.
    deny('DenyChangesWithoutMfa', [...DeletionActions, ...RetentionActions, ...ConfigurationActions], {
      BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
      ...allBut([...deployRoleArns, ...retentionAdministratorArns]),
    }),
  ];
}

/**
 * Refuses every write that is not a service's own, so that nobody can put a file beside or over a log file.
 * @param exceptRoleArn the role with which S3 copies objects into this bucket, where it does.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 */
export function denyWritesByPeople(bucketArn: string, exceptRoleArn?: string): PolicyStatement {
  return {
    Sid: 'DenyWritesByPeople',
    Effect: 'Deny',
    Principal: '*',
    Action: ['s3:PutObject', ...SideWriteActions],
    Resource: `${bucketArn}/*`,
    Condition: {
      Bool: { 'aws:PrincipalIsAWSService': 'false' },
      ...(exceptRoleArn === undefined ? {} : allBut([exceptRoleArn])),
    },
  };
}
