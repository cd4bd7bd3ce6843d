import { guiltyOf } from '../entry.ts';
import {
  auditor,
  everything,
  forCloudTrail,
  logBucket,
  logBucketWithPolicy,
  logsArn,
  ofOrganization,
  reader,
} from '../parts/log-bucket.ts';

const [aclCheck, write] = forCloudTrail;
const blames = 'logs-policy';

const encrypted = (value: string | string[]) => ({
  Sid: 'Encrypted',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:PutObject',
  Resource: `${logsArn}/*`,
  Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': value } },
});

const overTls = (
  resource: string | string[],
  condition: object = { Bool: { 'aws:SecureTransport': 'false' } },
) => ({
  Sid: 'Tls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: resource,
  Condition: condition,
});

const breakGlass = 'arn:aws:iam::111111111111:role/break-glass';
const deleting = [
  ...['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutLifecycleConfiguration', 's3:DeleteBucket'],
  ...['s3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:BypassGovernanceRetention'],
  ...['s3:PutObjectRetention', 's3:PutObjectLegalHold', 's3:PutBucketObjectLockConfiguration'],
  ...['s3:PutBucketVersioning', 's3:PutEncryptionConfiguration', 's3:PutReplicationConfiguration'],
];
const keep = (Action: string[], condition: object | undefined) => ({
  Sid: 'Keep',
  Effect: 'Deny',
  Principal: '*',
  Action,
  Resource: everything,
  ...(condition === undefined ? {} : { Condition: condition }),
});
const unlessBreakGlass = { ArnNotEquals: { 'aws:PrincipalArn': breakGlass } };

const changing = [
  ...['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:DeleteBucket', 's3:DeleteBucketPolicy'],
  ...['s3:PutBucket*', 's3:PutLifecycleConfiguration', 's3:PutReplicationConfiguration'],
  ...['s3:PutEncryptionConfiguration', 's3:BypassGovernanceRetention'],
];
const withoutMfa = (test: string, actions = changing) =>
  keep(actions, { [test]: { 'aws:MultiFactorAuthPresent': 'false' } });

export default [
  guiltyOf(
    'LB-05',
    {
      mistake: 'lets CloudTrail write for any customer',
      blames,
      broken: logBucketWithPolicy(aclCheck, { ...write, Condition: undefined }),
      mended: logBucketWithPolicy(aclCheck, write),
    },
    {
      mistake: 'lets CloudTrail write anywhere in the bucket',
      blames,
      broken: logBucketWithPolicy(aclCheck, { ...write, Resource: `${logsArn}/*` }),
      mended: logBucketWithPolicy(aclCheck, write),
    },
    {
      mistake: 'forgets that CloudTrail reads the ACL of the bucket',
      blames,
      broken: logBucketWithPolicy(write),
      mended: logBucketWithPolicy(aclCheck, write),
    },
    {
      mistake: 'opens the folder of another account',
      blames,
      broken: logBucketWithPolicy(aclCheck, { ...write, Resource: `${logsArn}/AWSLogs/333333333333/*` }),
      mended: logBucketWithPolicy(aclCheck, write),
      hiddenFromPreview: 'the account: the program runs in that of its credentials',
    },
    {
      mistake: 'names another trail in the condition',
      blames,
      broken: logBucketWithPolicy(aclCheck, {
        ...write,
        Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:444444444444:trail/x' } },
      }),
      mended: logBucketWithPolicy(aclCheck, write),
      hiddenFromPreview: 'the account, and with it the ARN of the trail',
    },
    {
      mistake: 'forgets the policy',
      blames: 'logs',
      broken: logBucket(),
      mended: logBucketWithPolicy(aclCheck, write),
    },
  ),
  guiltyOf(
    'LB-06',
    {
      mistake: 'lets another account read and write as a whole',
      blames,
      settings: { readerRoleArns: [auditor.AWS] },
      broken: logBucketWithPolicy(...forCloudTrail, {
        ...reader({ AWS: 'arn:aws:iam::222222222222:root' }),
        Action: 's3:*',
      }),
      mended: logBucketWithPolicy(...forCloudTrail, reader(auditor)),
    },
    {
      mistake: 'lets the whole organization read',
      blames,
      settings: { readerRoleArns: [auditor.AWS] },
      broken: logBucketWithPolicy(...forCloudTrail, { ...reader('*'), Condition: ofOrganization }),
      mended: logBucketWithPolicy(...forCloudTrail, reader(auditor)),
    },
    {
      mistake: 'lets a reader change the policy',
      blames,
      settings: { readerRoleArns: [auditor.AWS] },
      broken: logBucketWithPolicy({ ...reader(auditor), Action: ['s3:GetObject', 's3:PutBucketPolicy'] }),
      mended: logBucketWithPolicy(reader(auditor)),
    },
    {
      mistake: 'lets a user read',
      blames,
      settings: { readerRoleArns: [auditor.AWS] },
      broken: logBucketWithPolicy(reader({ AWS: 'arn:aws:iam::222222222222:user/alice' })),
      mended: logBucketWithPolicy(reader(auditor)),
    },
  ),
  guiltyOf(
    'LB-07',
    {
      mistake: 'asks nobody for TLS',
      blames,
      broken: logBucketWithPolicy(...forCloudTrail),
      mended: logBucketWithPolicy(...forCloudTrail, overTls(everything)),
    },
    {
      mistake: 'asks for TLS on the bucket and not on its objects',
      blames,
      broken: logBucketWithPolicy(overTls(logsArn)),
      mended: logBucketWithPolicy(overTls(everything)),
    },
    {
      mistake: 'denies those who use TLS',
      blames,
      broken: logBucketWithPolicy(overTls(everything, { Bool: { 'aws:SecureTransport': 'true' } })),
      mended: logBucketWithPolicy(overTls(everything, { Bool: { 'aws:SecureTransport': false } })),
    },
    {
      mistake: 'asks one role alone for TLS',
      blames,
      broken: logBucketWithPolicy({ ...overTls(everything), Principal: auditor }),
      mended: logBucketWithPolicy(overTls(everything)),
    },
    {
      mistake: 'asks for TLS when reading alone',
      blames,
      broken: logBucketWithPolicy({ ...overTls(everything), Action: 's3:GetObject' }),
      mended: logBucketWithPolicy(overTls(everything)),
    },
  ),
  guiltyOf(
    'LB-08',
    {
      mistake: 'denies nobody to delete log files',
      blames,
      broken: logBucketWithPolicy(...forCloudTrail),
      mended: logBucketWithPolicy(...forCloudTrail, keep(deleting, unlessBreakGlass)),
    },
    {
      mistake: 'denies deletion of objects and forgets their versions',
      blames,
      broken: logBucketWithPolicy(
        keep(
          deleting.filter((action) => action !== 's3:DeleteObjectVersion'),
          unlessBreakGlass,
        ),
      ),
      mended: logBucketWithPolicy(keep(deleting, unlessBreakGlass)),
    },
    {
      mistake: 'excepts every role of the account',
      blames,
      broken: logBucketWithPolicy(
        keep(deleting, { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/*' } }),
      ),
      mended: logBucketWithPolicy(keep(deleting, unlessBreakGlass)),
    },
    {
      mistake: 'leaves changes of the lifecycle open, which delete as well',
      blames,
      broken: logBucketWithPolicy(
        keep(
          deleting.filter((action) => action !== 's3:PutLifecycleConfiguration'),
          unlessBreakGlass,
        ),
      ),
      mended: logBucketWithPolicy(keep(deleting, unlessBreakGlass)),
    },
    {
      mistake: 'denies deletion to one user alone',
      blames,
      broken: logBucketWithPolicy({
        ...keep(deleting, undefined),
        Principal: { AWS: 'arn:aws:iam::111111111111:user/alice' },
      }),
      mended: logBucketWithPolicy(keep(deleting, unlessBreakGlass)),
    },
  ),
  guiltyOf(
    'LB-11',
    {
      mistake: 'asks nobody for MFA',
      blames,
      broken: logBucketWithPolicy(...forCloudTrail),
      mended: logBucketWithPolicy(...forCloudTrail, withoutMfa('BoolIfExists')),
    },
    {
      mistake: 'asks for MFA by Bool, which access keys do not meet',
      blames,
      broken: logBucketWithPolicy(withoutMfa('Bool')),
      mended: logBucketWithPolicy(withoutMfa('BoolIfExists')),
    },
    {
      mistake: 'asks for MFA when files are deleted, and not when the policy is',
      blames,
      broken: logBucketWithPolicy(withoutMfa('BoolIfExists', ['s3:DeleteObject', 's3:DeleteObjectVersion'])),
      mended: logBucketWithPolicy(withoutMfa('BoolIfExists')),
    },
  ),
  guiltyOf(
    'LB-14',
    {
      mistake: 'refuses SSE-S3, with which CloudTrail writes digests',
      blames,
      broken: logBucketWithPolicy(...forCloudTrail, encrypted('aws:kms')),
      mended: logBucketWithPolicy(...forCloudTrail, encrypted(['aws:kms', 'AES256'])),
    },
    {
      mistake: 'refuses SSE-KMS while the trail has no key and signs no digests either',
      blames,
      broken: logBucketWithPolicy(encrypted('AES257')),
      mended: logBucketWithPolicy(encrypted(['aws:kms', 'AES256'])),
    },
  ),
];
