import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';
import { logBucket, logsArn, policyOf } from '../parts/log-bucket.ts';

/** A provider that works in an account. */
const inAccount = (name: string, id: string) =>
  new aws.Provider(name, {
    region: 'us-east-1',
    assumeRoles: [{ roleArn: `arn:aws:iam::${id}:role/deploy` }],
  });

type Statement = Record<string, unknown>;
/** The organization's trail, of the management account, and its bucket in an account. */
const organization =
  (accountId: string, ...more: Statement[]) =>
  () => {
    const management = inAccount('management', '111111111111');
    const archive = inAccount('archive', accountId);
    new aws.organizations.Organization(
      'organization',
      { awsServiceAccessPrincipals: ['cloudtrail.amazonaws.com'] },
      { provider: management },
    );
    const logs = new aws.s3.Bucket('logs', { bucket: 'acme-logs' }, { provider: archive });
    const writes = {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${logsArn}/AWSLogs/*`,
    };
    new aws.s3.BucketPolicy(
      'logs-policy',
      { bucket: logs.id, policy: policyOf(writes, ...more) },
      { provider: archive },
    );
    new aws.cloudtrail.Trail(
      'audit',
      { s3BucketName: logs.bucket, isOrganizationTrail: true, isMultiRegionTrail: true },
      { provider: management },
    );
  };

const deliversOf = (service: string): Statement => ({
  Sid: 'FlowLogs',
  Effect: 'Allow',
  Principal: { Service: service },
  Action: 's3:PutObject',
  Resource: `${logsArn}/*`,
});

const bucketIn = (region: string) => logBucket(() => {}, { bucket: 'acme-logs', region });

const closed = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const accessArn = 'arn:aws:s3:::acme-access-logs';
const delivery = {
  Sid: 'Delivery',
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `${accessArn}/*`,
  Condition: { ArnLike: { 'aws:SourceArn': logsArn } },
};
const tls = {
  Sid: 'Tls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [accessArn, `${accessArn}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

/** The bucket of access logs, with these statements and, unless it is left out, a block of public access. */
const accessLogs = (statements: object[], isBlocked = true) =>
  logBucket((logs) => {
    const access = new aws.s3.Bucket('access', { bucket: 'acme-access-logs' });
    new aws.s3.BucketLogging('logs-access', { bucket: logs.id, targetBucket: access.id, targetPrefix: '' });
    if (isBlocked) new aws.s3.BucketPublicAccessBlock('access-block', { bucket: access.id, ...closed });
    new aws.s3.BucketPolicy('access-policy', { bucket: access.id, policy: policyOf(...statements) });
    new aws.s3.BucketLifecycleConfiguration('access-lifecycle', {
      bucket: access.id,
      rules: [
        {
          id: 'all',
          status: 'Enabled',
          filter: {},
          transitions: [{ days: 90, storageClass: 'GLACIER' }],
          expiration: { days: 365 },
          noncurrentVersionExpiration: { noncurrentDays: 90 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    });
  });

export default [
  guiltyOf(
    'LB-01',
    {
      mistake: 'keeps the logs of the organization in the management account',
      blames: 'logs',
      settings: { logArchiveAccountId: '222222222222' },
      broken: organization('111111111111'),
      mended: organization('222222222222'),
    },
    {
      mistake: 'keeps the logs of the organization in another account than the log archive',
      blames: 'logs',
      settings: { logArchiveAccountId: '222222222222' },
      broken: organization('333333333333'),
      mended: organization('222222222222'),
    },
    {
      mistake: 'keeps flow logs in the bucket of the trail',
      blames: 'logs-policy',
      settings: { logArchiveAccountId: '222222222222' },
      broken: organization('222222222222', deliversOf('delivery.logs.amazonaws.com')),
      mended: organization('222222222222'),
    },
  ),
  guiltyOf(
    'LB-21',
    {
      mistake: 'keeps logs in a Region that is not approved',
      blames: 'logs',
      settings: { approvedRegions: ['eu-central-1'] },
      broken: bucketIn('us-east-1'),
      mended: bucketIn('eu-central-1'),
    },
    {
      mistake: 'keeps logs in an account that is not approved',
      blames: 'logs',
      settings: { approvedAccountIds: ['222222222222'] },
      broken: organization('333333333333'),
      mended: organization('222222222222'),
    },
  ),
  guiltyOf(
    'LB-23',
    {
      mistake: 'leaves the bucket of access logs open to public access',
      blames: 'access',
      broken: accessLogs([delivery, tls], false),
      mended: accessLogs([delivery, tls]),
    },
    {
      mistake: 'lets others than S3 write access logs',
      blames: 'access-policy',
      broken: accessLogs([
        delivery,
        tls,
        { ...delivery, Sid: 'Copy', Principal: { AWS: 'arn:aws:iam::111111111111:role/copy' } },
      ]),
      mended: accessLogs([delivery, tls]),
    },
    {
      mistake: 'forgets to let S3 deliver access logs',
      blames: 'access-policy',
      broken: accessLogs([tls]),
      mended: accessLogs([delivery, tls]),
    },
    {
      mistake: 'lets S3 deliver access logs of any customer',
      blames: 'access-policy',
      broken: accessLogs([{ ...delivery, Condition: undefined }, tls]),
      mended: accessLogs([delivery, tls]),
    },
  ),
];
