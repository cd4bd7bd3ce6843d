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

type Rule = aws.types.input.s3.BucketLifecycleConfigurationRule;
const withRules = (...rules: Rule[]) =>
  logBucket((logs) => new aws.s3.BucketLifecycleConfiguration('logs-lifecycle', { bucket: logs.id, rules }));
const kept: Rule = {
  id: 'keep',
  status: 'Enabled',
  filter: { prefix: 'AWSLogs/' },
  transitions: [{ days: 365, storageClass: 'GLACIER' }],
  expiration: { days: 2555 },
  noncurrentVersionExpiration: { noncurrentDays: 365 },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

const withOwnership = (objectOwnership: string) =>
  logBucket(
    (logs) =>
      new aws.s3.BucketOwnershipControls('logs-owner', { bucket: logs.id, rule: { objectOwnership } }),
  );

/** The log bucket is copied into a bucket with these arguments. */
const copiedInto = (region: string, rule: Partial<aws.types.input.s3.BucketReplicationConfigRule> = {}) =>
  logBucket((logs) => {
    const copy = new aws.s3.Bucket('copy', { bucket: 'acme-logs-copy', region });
    new aws.s3.BucketReplicationConfig('logs-copy', {
      bucket: logs.id,
      role: 'arn:aws:iam::111111111111:role/replication',
      rules: [
        {
          id: 'logs',
          status: 'Enabled',
          filter: { prefix: '' },
          deleteMarkerReplication: { status: 'Disabled' },
          destination: { bucket: copy.arn },
          ...rule,
        },
      ],
    });
  });

const withNotices = (args: Omit<aws.s3.BucketNotificationArgs, 'bucket'>) =>
  logBucket((logs) => new aws.s3.BucketNotification('logs-notices', { bucket: logs.id, ...args }));
const alerts = 'arn:aws:sns:us-east-1:111111111111:alerts';

const withAccessPoint = (publicAccessBlockConfiguration: BlockArgs) =>
  logBucket(
    (logs) => new aws.s3.AccessPoint('analysts', { bucket: logs.id, publicAccessBlockConfiguration }),
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
    'LB-16',
    {
      mistake: 'has no lifecycle rules',
      blames: 'logs',
      broken: logBucket(),
      mended: withRules(kept),
    },
    {
      mistake: 'disables the rule',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, status: 'Disabled' }),
      mended: withRules(kept),
    },
    {
      mistake: 'filters by a prefix that no log file has',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, filter: { prefix: 'awslogs/' } }),
      mended: withRules(kept),
    },
    {
      mistake: 'filters by a tag that log files do not have',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, filter: { tag: { key: 'archive', value: 'true' } } }),
      mended: withRules({ ...kept, filter: {} }),
    },
    {
      mistake: 'forgets old versions',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, noncurrentVersionExpiration: undefined as never }),
      mended: withRules(kept),
    },
  ),
  guiltyOf(
    'LB-17',
    {
      mistake: 'removes log files after a quarter',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, transitions: [], expiration: { days: 90 } }),
      mended: withRules(kept),
    },
    {
      mistake: 'removes log files at a date',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, expiration: { date: '2027-01-01T00:00:00Z' } }),
      mended: withRules(kept),
    },
    {
      mistake: 'removes old versions after a day',
      blames: 'logs-lifecycle',
      broken: withRules({ ...kept, noncurrentVersionExpiration: { noncurrentDays: 1 } }),
      mended: withRules(kept),
    },
    {
      mistake: 'removes files while the lock holds them',
      blames: 'logs-lock',
      broken: lockedFor(3, 730),
      mended: lockedFor(2, 730),
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
    'LB-19',
    {
      mistake: 'copies logs nowhere, though copies are asked for',
      blames: 'logs',
      settings: { requireReplication: true },
      broken: logBucket(),
      mended: copiedInto('eu-west-1'),
    },
    {
      mistake: 'copies logs within the Region',
      blames: 'logs-copy',
      settings: { requireReplication: true },
      broken: copiedInto('us-east-1'),
      mended: copiedInto('eu-west-1'),
    },
    {
      mistake: 'copies delete markers',
      blames: 'logs-copy',
      settings: { requireReplication: true },
      broken: copiedInto('eu-west-1', { deleteMarkerReplication: { status: 'Enabled' } }),
      mended: copiedInto('eu-west-1'),
    },
    {
      mistake: 'disables the rule that copies',
      blames: 'logs-copy',
      settings: { requireReplication: true },
      broken: copiedInto('eu-west-1', { status: 'Disabled' }),
      mended: copiedInto('eu-west-1'),
    },
  ),
  guiltyOf(
    'LB-20',
    {
      mistake: 'tells nobody when log files are removed',
      blames: 'logs',
      broken: logBucket(),
      mended: withNotices({ eventbridge: true }),
    },
    {
      mistake: 'tells of new files alone',
      blames: 'logs-notices',
      broken: withNotices({ topics: [{ topicArn: alerts, events: ['s3:ObjectCreated:*'] }] }),
      mended: withNotices({
        topics: [{ topicArn: alerts, events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'] }],
      }),
    },
    {
      mistake: 'tells of the removal of files that end otherwise than log files do',
      blames: 'logs-notices',
      broken: withNotices({
        topics: [{ topicArn: alerts, events: ['s3:ObjectRemoved:*'], filterSuffix: '.log' }],
      }),
      mended: withNotices({ topics: [{ topicArn: alerts, events: ['s3:ObjectRemoved:*'] }] }),
    },
  ),
  guiltyOf(
    'LB-22',
    {
      mistake: 'opens an access point on the log bucket',
      blames: 'analysts',
      broken: withAccessPoint({ ...closed, blockPublicPolicy: false, restrictPublicBuckets: false }),
      mended: withAccessPoint(closed),
    },
    {
      mistake: 'opens a Multi-Region access point on the log bucket',
      blames: 'everywhere',
      broken: multiRegion({ ...closed, restrictPublicBuckets: false }),
      mended: multiRegion(closed),
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

/** Files are locked for some years and removed after some days. */
function lockedFor(years: number, days: number) {
  return logBucket((logs) => {
    new aws.s3.BucketObjectLockConfiguration('logs-lock', {
      bucket: logs.id,
      rule: { defaultRetention: { mode: 'GOVERNANCE', years } },
    });
    new aws.s3.BucketLifecycleConfiguration('logs-lifecycle', {
      bucket: logs.id,
      rules: [{ ...kept, expiration: { days } }],
    });
  });
}

function multiRegion(publicAccessBlock: BlockArgs) {
  return logBucket(
    (logs) =>
      new aws.s3control.MultiRegionAccessPoint('everywhere', {
        details: { name: 'logs', regions: [{ bucket: logs.id }], publicAccessBlock },
      }),
  );
}
