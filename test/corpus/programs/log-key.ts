import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import { guiltyOf } from '../entry.ts';
import { policyOf, trailArn } from '../parts/log-bucket.ts';

/** A key that encrypts the files of a trail. */
const logKey =
  (
    args: aws.kms.KeyArgs = {},
    {
      options = {},
      add = () => {},
    }: { options?: pulumi.CustomResourceOptions; add?: (key: aws.kms.Key) => unknown } = {},
  ) =>
  () => {
    const key = new aws.kms.Key('log-key', args, options);
    add(key);
    const logs = new aws.s3.Bucket('logs', { bucket: 'acme-logs' });
    new aws.cloudtrail.Trail('audit', { name: 'audit', s3BucketName: logs.bucket, kmsKeyId: key.arn });
  };

const administered = {
  Sid: 'Account',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111111111111:root' },
  Action: 'kms:*',
  Resource: '*',
};
const encrypts = {
  Sid: 'Encrypt',
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 'kms:GenerateDataKey*',
  Resource: '*',
  Condition: {
    StringEquals: { 'aws:SourceArn': trailArn },
    StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:111111111111:trail/*' },
  },
};
const describes = {
  Sid: 'Describe',
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 'kms:DescribeKey',
  Resource: '*',
  Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
};
const decrypts = (principal: object | '*') => ({
  Sid: 'Read',
  Effect: 'Allow',
  Principal: principal,
  Action: 'kms:Decrypt',
  Resource: '*',
});
const reader = 'arn:aws:iam::111111111111:role/log-reader';

/** A key with a policy of its own property. */
const withPolicy = (...statements: object[]) => logKey({ policy: policyOf(...statements) });

/** A key whose policy is a resource of its own. */
const withKeyPolicy = (...statements: object[]) =>
  logKey(
    {},
    {
      add: (key) =>
        new aws.kms.KeyPolicy('log-key-policy', { keyId: key.id, policy: policyOf(...statements) }),
    },
  );

/** The key, its bucket and the organization's trail, in these accounts. */
const inAccounts =
  (keyAccount: string, args: aws.kms.KeyArgs = {}) =>
  () => {
    const of = (name: string, id: string) =>
      new aws.Provider(name, { region: 'us-east-1', allowedAccountIds: [id] });
    const management = of('management', '111111111111');
    const owner = of('owner', keyAccount);
    new aws.organizations.Organization('organization', {}, { provider: management });
    const key = new aws.kms.Key('log-key', args, { provider: owner });
    const logs = new aws.s3.Bucket('logs', {}, { provider: owner });
    new aws.cloudtrail.Trail(
      'audit',
      { s3BucketName: logs.bucket, kmsKeyId: key.arn, isOrganizationTrail: true },
      { provider: management },
    );
  };

export default [
  guiltyOf(
    'KM-01',
    {
      mistake: 'disables the key',
      blames: 'log-key',
      broken: logKey({ isEnabled: false }),
      mended: logKey({ isEnabled: true }),
    },
    {
      mistake: 'makes an asymmetric key, with which CloudTrail cannot encrypt',
      blames: 'log-key',
      broken: logKey({ customerMasterKeySpec: 'RSA_4096' }),
      mended: logKey({ customerMasterKeySpec: 'SYMMETRIC_DEFAULT' }),
    },
    {
      mistake: 'makes a key for signing',
      blames: 'log-key',
      broken: logKey({ keyUsage: 'GENERATE_VERIFY_MAC' }),
      mended: logKey({ keyUsage: 'ENCRYPT_DECRYPT' }),
    },
    {
      mistake: 'makes the key in another Region than the bucket',
      blames: 'logs',
      broken: logKey({ region: 'eu-west-1' }),
      mended: logKey(),
    },
  ),
  guiltyOf(
    'KM-02',
    {
      mistake: 'leaves rotation at its default, off',
      blames: 'log-key',
      broken: logKey(),
      mended: logKey({ enableKeyRotation: true }),
    },
    {
      mistake: 'rotates every five years',
      blames: 'log-key',
      broken: logKey({ enableKeyRotation: true, rotationPeriodInDays: 1825 }),
      mended: logKey({ enableKeyRotation: true, rotationPeriodInDays: 180 }),
    },
  ),
  guiltyOf(
    'KM-03',
    {
      mistake: 'leaves the key without protection',
      blames: 'log-key',
      broken: logKey(),
      mended: logKey({}, { options: { protect: true } }),
    },
    {
      mistake: 'would end the key within a week',
      blames: 'log-key',
      broken: logKey({ deletionWindowInDays: 7 }, { options: { protect: true } }),
      mended: logKey({ deletionWindowInDays: 30 }, { options: { protect: true } }),
    },
  ),
  guiltyOf(
    'KM-04',
    {
      mistake: 'lets everyone use the key',
      blames: 'log-key',
      broken: withPolicy({ ...administered, Principal: '*' }),
      mended: withPolicy(administered),
    },
    {
      mistake: 'lets everyone use the key by AWS: *',
      blames: 'log-key',
      broken: withPolicy({ ...administered, Principal: { AWS: '*' } }),
      mended: withPolicy({
        ...administered,
        Principal: { AWS: '*' },
        Condition: { StringEquals: { 'kms:CallerAccount': '111111111111' } },
      }),
    },
    {
      mistake: 'lets everyone decrypt through S3',
      blames: 'log-key-policy',
      broken: withKeyPolicy(administered, {
        ...decrypts('*'),
        Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
      }),
      mended: withKeyPolicy(administered, decrypts({ AWS: reader })),
    },
  ),
  guiltyOf(
    'KM-05',
    {
      mistake: 'lets CloudTrail encrypt for any customer',
      blames: 'log-key',
      broken: withPolicy(administered, { ...encrypts, Condition: undefined }, describes),
      mended: withPolicy(administered, encrypts, describes),
    },
    {
      mistake: 'forgets CloudTrail in the policy of the key',
      blames: 'log-key',
      broken: withPolicy(administered),
      mended: withPolicy(administered, encrypts, describes),
    },
    {
      mistake: 'names the source and forgets the encryption context',
      blames: 'log-key-policy',
      broken: withKeyPolicy(
        administered,
        { ...encrypts, Condition: { StringEquals: { 'aws:SourceArn': trailArn } } },
        describes,
      ),
      mended: withKeyPolicy(administered, encrypts, describes),
    },
    {
      mistake: 'does not let CloudTrail describe the key',
      blames: 'log-key',
      broken: withPolicy(administered, encrypts),
      mended: withPolicy(administered, encrypts, describes),
    },
  ),
  guiltyOf(
    'KM-06',
    {
      mistake: 'lets everyone of the organization decrypt',
      blames: 'log-key',
      settings: { readerRoleArns: [reader] },
      broken: withPolicy({
        ...decrypts('*'),
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
      }),
      mended: withPolicy(decrypts({ AWS: reader })),
    },
    {
      mistake: 'lets another account decrypt',
      hiddenFromPreview: 'the account of the key',
      blames: 'log-key',
      settings: { readerRoleArns: [reader] },
      broken: withPolicy(decrypts({ AWS: 'arn:aws:iam::999999999999:root' })),
      mended: withPolicy(decrypts({ AWS: reader })),
    },
    {
      mistake: 'lets one role administer the key and decrypt',
      blames: 'log-key',
      settings: { readerRoleArns: [reader] },
      broken: withPolicy({ ...decrypts({ AWS: reader }), Action: ['kms:Decrypt', 'kms:PutKeyPolicy'] }),
      mended: withPolicy(decrypts({ AWS: reader })),
    },
    {
      mistake: 'gives a role of the account all keys, which the policy of the key delegates to it',
      hiddenFromPreview: 'the account of the key',
      blames: 'analysts-decrypt',
      settings: { readerRoleArns: [reader] },
      broken: delegatedTo('*'),
      mended: delegatedTo('arn:aws:kms:us-east-1:111111111111:key/other'),
    },
    {
      mistake: 'grants decryption to a user',
      blames: 'log-key',
      settings: { readerRoleArns: [reader] },
      broken: grantedTo('arn:aws:iam::111111111111:user/alice'),
      mended: grantedTo(reader),
    },
  ),
  guiltyOf(
    'KM-07',
    {
      mistake: 'makes the log key in the management account',
      blames: 'log-key',
      settings: { approvedAccountIds: ['222222222222'] },
      broken: inAccounts('111111111111'),
      mended: inAccounts('222222222222'),
    },
    {
      mistake: 'makes the log key in an account that is not approved',
      blames: 'log-key',
      settings: { approvedAccountIds: ['222222222222'] },
      broken: inAccounts('333333333333'),
      mended: inAccounts('222222222222'),
    },
    {
      mistake: 'makes a multi-Region key where logs stay in their Region',
      blames: 'log-key',
      settings: { approvedAccountIds: ['222222222222'] },
      broken: inAccounts('222222222222', { multiRegion: true }),
      mended: inAccounts('222222222222'),
    },
  ),
];

/** The account decides who decrypts, and one of its roles may decrypt with these keys. */
function delegatedTo(resource: string) {
  return logKey(
    { policy: policyOf(administered) },
    {
      add: () => {
        const role = new aws.iam.Role('analysts', {
          assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ AWS: 'arn:aws:iam::111111111111:root' }),
        });
        new aws.iam.RolePolicy('analysts-decrypt', {
          role: role.id,
          policy: policyOf({ Effect: 'Allow', Action: ['kms:Decrypt'], Resource: resource }),
        });
      },
    },
  );
}

function grantedTo(granteePrincipal: string) {
  return logKey(
    { policy: policyOf(decrypts({ AWS: reader })) },
    {
      add: (key) =>
        new aws.kms.Grant('analyst', { keyId: key.keyId, granteePrincipal, operations: ['Decrypt'] }),
    },
  );
}
