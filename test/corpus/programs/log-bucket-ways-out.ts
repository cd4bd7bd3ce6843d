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
];

function multiRegion(publicAccessBlock: BlockArgs) {
  return logBucket(
    (logs) =>
      new aws.s3control.MultiRegionAccessPoint('everywhere', {
        details: { name: 'logs', regions: [{ bucket: logs.id }], publicAccessBlock },
      }),
  );
}
