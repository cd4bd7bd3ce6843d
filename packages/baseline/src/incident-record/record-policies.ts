import { administerKey, type KeyAdministrators } from '../log-archive/key-policy.ts';
import { type Protection, protectBucket, SideWriteActions } from '../log-archive/protection.ts';
import { dnsSuffixOf, partitionOf } from '../partition.ts';
import { type PolicyStatement, policyDocument } from '../policy-document.ts';

/** Who may do what to the record. */
export interface RecordPolicyInput extends Omit<Protection, 'bucketArn'>, KeyAdministrators {
  readonly bucketName: string;
  /** Role that alone adds entries. */
  readonly responderRoleArn: string;
  /** Roles that approve, and write notes. */
  readonly approverRoleArns: readonly string[];
  /** Roles that write notes and read. */
  readonly investigatorRoleArns: readonly string[];
  /** Log group that the key encrypts, too. */
  readonly logGroupName: string;
}

/**
 * Policy of the record's bucket. Permissions come from the roles' own policies; here stands what nobody may, whatever those say:
 * the responder alone adds entries, approvers alone approve, nobody writes over anything, nobody deletes.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
 */
export function recordBucketPolicy(input: RecordPolicyInput): string {
  const { region, accountId, bucketName, responderRoleArn, approverRoleArns } = input;
  const partition = partitionOf(region);
  const bucketArn = `arn:${partition}:s3:::${bucketName}`;
  const people = [...new Set([...approverRoleArns, ...input.investigatorRoleArns])];
  const deny = (
    Sid: string,
    Action: string | readonly string[],
    resource: string,
    Condition: PolicyStatement['Condition'] & object,
  ): PolicyStatement => ({
    Sid,
    Effect: 'Deny',
    Principal: '*',
    Action,
    Resource: `${bucketArn}/${resource}`,
    Condition,
  });
  const allBut = (arns: readonly string[]) => ({ ArnNotLike: { 'aws:PrincipalArn': arns } });
  return policyDocument([
    deny('DenyEntriesExceptByResponder', 's3:PutObject', 'incidents/*', allBut([responderRoleArn])),
    deny(
      'DenyApprovalsExceptByApprovers',
      's3:PutObject',
      'approvals/*',
      allBut(oneOrNobody(approverRoleArns)),
    ),
    deny('DenyNotesExceptByPeople', 's3:PutObject', 'notes/*', allBut(oneOrNobody(people))),
    {
      Sid: 'DenyOtherPlaces',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      NotResource: ['incidents', 'approvals', 'notes'].map((prefix) => `${bucketArn}/${prefix}/*`),
    },
    // Each object is written once: S3 refuses a second one in its place when the writer says so, and here everybody must.
    deny('DenyWritingOver', 's3:PutObject', '*', { Null: { 's3:if-none-match': 'true' } }),
    // Replication, too, would put an object over another, and what only looks like an approval among the approvals.
    {
      Sid: 'DenyWritesButUploads',
      Effect: 'Deny',
      Principal: '*',
      Action: SideWriteActions,
      Resource: `${bucketArn}/*`,
    },
    // An upload that names neither takes the bucket's own encryption and key.
    deny('DenyOtherEncryption', 's3:PutObject', '*', {
      StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
      Null: { 's3:x-amz-server-side-encryption': 'false' },
    }),
    deny('DenyForeignKeys', 's3:PutObject', '*', {
      StringNotLike: {
        's3:x-amz-server-side-encryption-aws-kms-key-id': `arn:${partition}:kms:${region}:${accountId}:key/*`,
      },
      Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
    }),
    ...protectBucket({ ...input, bucketArn }),
  ]);
}

/** A condition needs a value: where there is nobody, this stands for nobody. */
const oneOrNobody = (arns: readonly string[]): readonly string[] =>
  arns.length > 0 ? arns : ['arn:*:iam::000000000000:role/nobody'];

/** Policy of the record's key: the responder and people use it through S3, CloudWatch Logs for the responder's log. */
export function recordKeyPolicy(input: RecordPolicyInput): string {
  const { region, accountId, responderRoleArn, approverRoleArns, investigatorRoleArns, logGroupName } = input;
  const partition = partitionOf(region);
  const suffix = dnsSuffixOf(region);
  const bucketArn = `arn:${partition}:s3:::${input.bucketName}`;
  const users = [...new Set([responderRoleArn, ...approverRoleArns, ...investigatorRoleArns])];
  const accounts = [...new Set(users.map((arn) => arn.split(':')[4] ?? ''))].sort();
  return policyDocument([
    ...administerKey(input),
    {
      Sid: 'UseForTheRecord',
      Effect: 'Allow',
      Principal: { AWS: accounts.map((id) => `arn:${partition}:iam::${id}:root`) },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: {
        ArnLike: { 'aws:PrincipalArn': users },
        StringEquals: { 'kms:ViaService': `s3.${region}.${suffix}` },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] },
      },
    },
    {
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
      Sid: 'EncryptLogOfResponder',
      Effect: 'Allow',
      Principal: { Service: `logs.${region}.${suffix}` },
      Action: ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      Resource: '*',
      Condition: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupName}`,
        },
      },
    },
  ]);
}
