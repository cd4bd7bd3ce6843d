import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';

const services = ['cloudtrail.amazonaws.com', 'guardduty.amazonaws.com'];
type TrailArgs = Partial<aws.cloudtrail.TrailArgs>;

/** The management account's program: the organization and its trail. */
const organization = (awsServiceAccessPrincipals: string[], trail: TrailArgs | null) => () => {
  new aws.organizations.Organization('organization', { featureSet: 'ALL', awsServiceAccessPrincipals });
  if (trail === null) return;
  const logs = new aws.s3.Bucket('logs');
  new aws.cloudtrail.Trail('audit', { s3BucketName: logs.bucket, ...trail });
};

const whole = { isOrganizationTrail: true, isMultiRegionTrail: true };

/** Two trails of one account. */
const trails = (one: TrailArgs, other: TrailArgs | null) => () => {
  const logs = new aws.s3.Bucket('logs');
  new aws.cloudtrail.Trail('audit', { s3BucketName: logs.bucket, ...one });
  if (other !== null) new aws.cloudtrail.Trail('other', { s3BucketName: logs.bucket, ...other });
};

/** A trail with everything that the profile asks for, but for what differs. */
const profiled =
  (differing: TrailArgs = {}) =>
  () => {
    const logs = new aws.s3.Bucket('logs');
    const key = new aws.kms.Key('log-key', { enableKeyRotation: true });
    new aws.cloudtrail.Trail('audit', {
      s3BucketName: logs.bucket,
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      kmsKeyId: key.arn,
      ...differing,
    });
  };

/** An account without an organization, whose trail writes into a bucket. */
const standalone = (s3BucketName: string) => () => {
  const archive = new aws.Provider('archive', {
    region: 'us-east-1',
    assumeRoles: [{ roleArn: 'arn:aws:iam::222222222222:role/deploy' }],
  });
  new aws.s3.Bucket('central', { bucket: 'acme-central-logs' }, { provider: archive });
  new aws.s3.Bucket('own', { bucket: 'acme-payments-logs' });
  new aws.cloudtrail.Trail('audit', { s3BucketName, isMultiRegionTrail: true });
};
const approved = { archiveBuckets: ['acme-central-logs'], archiveAccountIds: ['222222222222'] };

export default [
  guiltyOf(
    'CT-03',
    {
      mistake: 'forgets to make the trail one of the organization',
      blames: 'organization',
      broken: organization(services, { isMultiRegionTrail: true }),
      mended: organization(services, whole),
    },
    {
      mistake: 'records the organization in one Region',
      blames: 'audit',
      broken: organization(services, { isOrganizationTrail: true }),
      mended: organization(services, whole),
    },
    {
      mistake: 'forgets trusted access of CloudTrail',
      blames: 'organization',
      broken: organization(['guardduty.amazonaws.com'], whole),
      mended: organization(services, whole),
    },
  ),
  guiltyOf('CT-21', {
    mistake: 'records management events twice, and pays twice',
    blames: 'audit',
    broken: trails({ isMultiRegionTrail: true }, { isMultiRegionTrail: true }),
    mended: trails({ isMultiRegionTrail: true }, { isMultiRegionTrail: true, enableLogging: false }),
  }),
  guiltyOf(
    'CT-23',
    {
      mistake: 'has all of the profile but a key',
      blames: 'audit',
      broken: profiled({ kmsKeyId: undefined as never }),
      mended: profiled(),
    },
    {
      mistake: 'spreads the profile over two trails',
      blames: 'audit',
      broken: () => {
        const logs = new aws.s3.Bucket('logs');
        const key = new aws.kms.Key('log-key', { enableKeyRotation: true });
        new aws.cloudtrail.Trail('audit', { s3BucketName: logs.bucket, isMultiRegionTrail: true });
        new aws.cloudtrail.Trail('sealed', {
          s3BucketName: logs.bucket,
          enableLogFileValidation: true,
          kmsKeyId: key.arn,
        });
      },
      mended: profiled(),
    },
  ),
  guiltyOf('CT-31', {
    mistake: 'keeps the logs in a bucket of its own account',
    blames: 'audit',
    settings: approved,
    broken: standalone('acme-payments-logs'),
    mended: standalone('acme-central-logs'),
  }),
];
