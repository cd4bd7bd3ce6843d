import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';
import { logBucket } from '../parts/log-bucket.ts';

type BlockArgs = Omit<aws.s3.BucketPublicAccessBlockArgs, 'bucket'>;
const closed = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

const withBlock = (args: BlockArgs) =>
  logBucket((logs) => new aws.s3.BucketPublicAccessBlock('logs-block', { bucket: logs.id, ...args }));

const withAccountBlock = (args: BlockArgs) =>
  logBucket(() => new aws.s3.AccountPublicAccessBlock('account-block', args));

const withVersioning = (status: string) =>
  logBucket(
    (logs) =>
      new aws.s3.BucketVersioning('logs-versions', {
        bucket: logs.id,
        versioningConfiguration: { status },
      }),
  );

const withLock = (rule: aws.s3.BucketObjectLockConfigurationArgs['rule']) =>
  logBucket(
    (logs) =>
      new aws.s3.BucketObjectLockConfiguration('logs-lock', {
        bucket: logs.id,
        ...(rule === undefined ? {} : { rule }),
      }),
    { bucket: 'acme-logs', objectLockEnabled: true },
  );

type Encryption =
  aws.types.input.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefault;
const withEncryption = (defaultFor: (key: aws.kms.Key) => Encryption) =>
  logBucket((logs) => {
    const key = new aws.kms.Key('log-key', { enableKeyRotation: true });
    new aws.s3.BucketServerSideEncryptionConfiguration('logs-encryption', {
      bucket: logs.id,
      rules: [{ applyServerSideEncryptionByDefault: defaultFor(key) }],
    });
  });

/** Access logs of the log bucket go to a bucket with these arguments. */
const loggedInto = (args: aws.s3.BucketArgs | 'itself') =>
  logBucket((logs) => {
    const target = args === 'itself' ? logs : new aws.s3.Bucket('access', args);
    new aws.s3.BucketLogging('logs-access', {
      bucket: logs.id,
      targetBucket: target.id,
      targetPrefix: 'logs/',
    });
  });

const withOwnership = (objectOwnership: string) =>
  logBucket(
    (logs) =>
      new aws.s3.BucketOwnershipControls('logs-owner', { bucket: logs.id, rule: { objectOwnership } }),
  );

export default [
  guiltyOf(
    'LB-03',
    {
      mistake: 'has no block of public access for the log bucket',
      blames: 'logs',
      broken: logBucket(),
      mended: withBlock(closed),
    },
    {
      mistake: 'sets two of the four blocks',
      blames: 'logs-block',
      broken: withBlock({ blockPublicAcls: true, blockPublicPolicy: true }),
      mended: withBlock(closed),
    },
    {
      mistake: 'switches one of the four blocks off',
      blames: 'logs-block',
      broken: withBlock({ ...closed, restrictPublicBuckets: false }),
      mended: withBlock(closed),
    },
    {
      mistake: 'makes the block for another bucket',
      blames: 'logs',
      broken: logBucket(
        () => new aws.s3.BucketPublicAccessBlock('logs-block', { bucket: 'acme-logs-old', ...closed }),
      ),
      mended: withBlock(closed),
    },
  ),
  guiltyOf('LB-04', {
    mistake: 'blocks public policies of the account and not public ACLs',
    blames: 'account-block',
    broken: withAccountBlock({ blockPublicPolicy: true, restrictPublicBuckets: true }),
    mended: withAccountBlock(closed),
  }),
  guiltyOf(
    'LB-09',
    {
      mistake: 'has no versioning',
      blames: 'logs',
      broken: logBucket(),
      mended: withVersioning('Enabled'),
    },
    {
      mistake: 'suspends versioning',
      blames: 'logs-versions',
      broken: withVersioning('Suspended'),
      mended: withVersioning('Enabled'),
    },
    {
      mistake: 'disables versioning by the property of the bucket',
      blames: 'logs',
      broken: logBucket(() => {}, { versioning: { enabled: false } }),
      mended: logBucket(() => {}, { versioning: { enabled: true } }),
    },
  ),
  guiltyOf(
    'LB-12',
    {
      mistake: 'has no Object Lock',
      blames: 'logs',
      broken: logBucket(),
      mended: withLock({ defaultRetention: { mode: 'COMPLIANCE', days: 365 } }),
    },
    {
      mistake: 'enables Object Lock and sets no default retention',
      blames: 'logs-lock',
      broken: withLock(undefined),
      mended: withLock({ defaultRetention: { mode: 'GOVERNANCE', years: 1 } }),
    },
    {
      mistake: 'locks files for a month',
      blames: 'logs-lock',
      broken: withLock({ defaultRetention: { mode: 'GOVERNANCE', days: 30 } }),
      mended: withLock({ defaultRetention: { mode: 'GOVERNANCE', days: 366 } }),
    },
    {
      mistake: 'locks files in a mode that administrators get around',
      blames: 'logs-lock',
      settings: { lockMode: 'COMPLIANCE' },
      broken: withLock({ defaultRetention: { mode: 'GOVERNANCE', years: 1 } }),
      mended: withLock({ defaultRetention: { mode: 'COMPLIANCE', years: 1 } }),
    },
  ),
  guiltyOf(
    'LB-13',
    {
      mistake: 'leaves encryption to S3',
      blames: 'logs',
      broken: logBucket(),
      mended: withEncryption((key) => ({ sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn })),
    },
    {
      mistake: 'asks for AES256',
      blames: 'logs-encryption',
      broken: withEncryption(() => ({ sseAlgorithm: 'AES256' })),
      mended: withEncryption((key) => ({ sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn })),
    },
    {
      mistake: 'asks for KMS without a key, and gets that of AWS',
      blames: 'logs-encryption',
      broken: withEncryption(() => ({ sseAlgorithm: 'aws:kms' })),
      mended: withEncryption((key) => ({ sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.keyId })),
    },
    {
      mistake: 'names the key of AWS by its alias',
      blames: 'logs-encryption',
      broken: withEncryption(() => ({ sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'alias/aws/s3' })),
      mended: withEncryption((key) => ({ sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn })),
    },
  ),
  guiltyOf(
    'LB-15',
    {
      mistake: 'keeps no access logs of the log bucket',
      blames: 'logs',
      broken: logBucket(),
      mended: loggedInto({ bucket: 'acme-access-logs' }),
    },
    {
      mistake: 'keeps access logs in the bucket itself',
      blames: 'logs-access',
      broken: loggedInto('itself'),
      mended: loggedInto({ bucket: 'acme-access-logs' }),
    },
    {
      mistake: 'keeps access logs in another Region, where S3 cannot deliver them',
      blames: 'access',
      broken: loggedInto({ bucket: 'acme-access-logs', region: 'eu-west-1' }),
      mended: loggedInto({ bucket: 'acme-access-logs' }),
    },
  ),
  guiltyOf(
    'LB-18',
    {
      mistake: 'lets writers own what they write',
      blames: 'logs-owner',
      broken: withOwnership('ObjectWriter'),
      mended: withOwnership('BucketOwnerEnforced'),
    },
    {
      mistake: 'prefers the owner of the bucket and keeps ACLs',
      blames: 'logs-owner',
      broken: withOwnership('BucketOwnerPreferred'),
      mended: withOwnership('BucketOwnerEnforced'),
    },
  ),
  guiltyOf(
    'LB-24',
    {
      mistake: 'leaves the log bucket without protection',
      blames: 'logs',
      broken: logBucket(),
      mended: logBucket(() => {}, { bucket: 'acme-logs' }, { protect: true }),
    },
    {
      mistake: 'lets pulumi destroy empty the log bucket',
      blames: 'logs',
      broken: logBucket(() => {}, { forceDestroy: true }, { protect: true }),
      mended: logBucket(() => {}, { forceDestroy: false }, { protect: true }),
    },
  ),
];
