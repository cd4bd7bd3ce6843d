import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';

type TrailArgs = aws.cloudtrail.TrailArgs;

/** A trail of its own account into a bucket, with what its author thought of. */
const trail =
  (args: Partial<TrailArgs> = {}) =>
  () => {
    const logs = new aws.s3.Bucket('logs');
    new aws.cloudtrail.Trail('audit', { s3BucketName: logs.id, ...args });
  };

/** Two trails into one bucket. */
const trails = (one: Partial<TrailArgs>, other: Partial<TrailArgs>) => () => {
  const logs = new aws.s3.Bucket('logs');
  new aws.cloudtrail.Trail('audit', { s3BucketName: logs.bucket, ...one });
  new aws.cloudtrail.Trail('data', { s3BucketName: logs.bucket, ...other });
};

const management = { field: 'eventCategory', equals: ['Management'] };
const objects = [
  { field: 'eventCategory', equals: ['Data'] },
  { field: 'resources.type', equals: ['AWS::S3::Object'] },
];

export default [
  guiltyOf(
    'CT-01',
    {
      mistake: 'makes a trail that is switched off',
      blames: 'audit',
      broken: trail({ enableLogging: false }),
      mended: trail({ enableLogging: true }),
    },
    {
      mistake: 'has no trail, though it is the stack of the trail',
      settings: { required: true },
      broken: () => new aws.s3.Bucket('logs'),
      mended: trail(),
    },
  ),
  guiltyOf(
    'CT-02',
    {
      mistake: 'leaves the trail in a single Region, as is the default',
      blames: 'audit',
      broken: trail(),
      mended: trail({ isMultiRegionTrail: true }),
    },
    {
      mistake: 'records writes alone',
      blames: 'audit',
      broken: trail({ isMultiRegionTrail: true, eventSelectors: [{ readWriteType: 'WriteOnly' }] }),
      mended: trail({ isMultiRegionTrail: true, eventSelectors: [{ readWriteType: 'All' }] }),
    },
    {
      mistake: 'selects data events alone',
      blames: 'audit',
      broken: trail({ isMultiRegionTrail: true, advancedEventSelectors: [{ fieldSelectors: objects }] }),
      mended: trail({
        isMultiRegionTrail: true,
        advancedEventSelectors: [{ fieldSelectors: objects }, { fieldSelectors: [management] }],
      }),
    },
    {
      mistake: 'makes a trail in each of two Regions in place of one for all',
      blames: 'audit',
      broken: trails({ region: 'us-east-1' }, { region: 'eu-west-1' }),
      mended: trails({ region: 'us-east-1', isMultiRegionTrail: true }, { region: 'eu-west-1' }),
    },
  ),
  guiltyOf('CT-04', {
    mistake: 'makes a trail and leaves its logging off',
    blames: 'audit',
    broken: trail({ enableLogging: false }),
    mended: trail(),
  }),
  guiltyOf(
    'CT-05',
    {
      mistake: 'leaves global services out of a trail of all Regions',
      blames: 'audit',
      broken: trail({ isMultiRegionTrail: true, includeGlobalServiceEvents: false }),
      mended: trail({ isMultiRegionTrail: true }),
    },
    {
      mistake: 'records one Region that does not receive events of IAM',
      blames: 'audit',
      broken: trail({ region: 'eu-central-1' }),
      mended: trail({ region: 'eu-central-1', isMultiRegionTrail: true }),
    },
  ),
  guiltyOf(
    'CT-06',
    {
      mistake: 'leaves validation of log files at its default',
      blames: 'audit',
      broken: trail(),
      mended: trail({ enableLogFileValidation: true }),
    },
    {
      mistake: 'switches validation of log files off',
      blames: 'audit',
      broken: trail({ enableLogFileValidation: false }),
      mended: trail({ enableLogFileValidation: true }),
    },
    {
      mistake: 'gives false as text, out of a configuration',
      blames: 'audit',
      broken: trail({ enableLogFileValidation: 'false' as never }),
      mended: trail({ enableLogFileValidation: 'true' as never }),
    },
  ),
  guiltyOf(
    'CT-09',
    {
      mistake: 'adds data events by advanced selectors and so drops management events',
      blames: 'audit',
      broken: trail({ advancedEventSelectors: [{ fieldSelectors: objects }] }),
      mended: trail({
        advancedEventSelectors: [{ fieldSelectors: objects }, { fieldSelectors: [management] }],
      }),
    },
    {
      mistake: 'selects management events that write alone',
      blames: 'audit',
      broken: trail({
        advancedEventSelectors: [{ fieldSelectors: [management, { field: 'readOnly', equals: ['false'] }] }],
      }),
      mended: trail({ advancedEventSelectors: [{ fieldSelectors: [management] }] }),
    },
    {
      mistake: 'switches management events off in a selector of data events',
      blames: 'audit',
      broken: trail({
        eventSelectors: [
          {
            includeManagementEvents: false,
            dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
          },
        ],
      }),
      mended: trail({
        eventSelectors: [{ dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] }],
      }),
    },
  ),
  guiltyOf(
    'CT-10',
    {
      mistake: 'excludes calls of KMS to save cost',
      blames: 'audit',
      broken: trail({
        eventSelectors: [
          { includeManagementEvents: true, excludeManagementEventSources: ['kms.amazonaws.com'] },
        ],
      }),
      mended: trail({ eventSelectors: [{ includeManagementEvents: true }] }),
    },
    {
      mistake: 'excludes KMS and the RDS Data API by an advanced selector',
      blames: 'audit',
      broken: trail({
        advancedEventSelectors: [
          {
            fieldSelectors: [
              management,
              { field: 'eventSource', notEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] },
            ],
          },
        ],
      }),
      mended: trail({ advancedEventSelectors: [{ fieldSelectors: [management] }] }),
    },
  ),
  guiltyOf(
    'CT-17',
    {
      mistake: 'asks for no Insights',
      blames: 'audit',
      broken: trail(),
      mended: trail({
        insightSelectors: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
      }),
    },
    {
      mistake: 'asks for Insights of the call rate alone',
      blames: 'audit',
      broken: trail({ insightSelectors: [{ insightType: 'ApiCallRateInsight' }] }),
      mended: trail({
        insightSelectors: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
      }),
    },
  ),
  guiltyOf('CT-22', {
    mistake: 'forgets a tag that trails must have',
    blames: 'audit',
    settings: { requiredTags: ['owner', 'cost-center'] },
    broken: trail({ tags: { owner: 'platform' } }),
    mended: trail({ tags: { owner: 'platform', 'cost-center': '4711' } }),
  }),
  guiltyOf(
    'CT-30',
    {
      mistake: 'names the trail otherwise than agreed',
      blames: 'audit',
      settings: { namePattern: 'org-*' },
      broken: trail({ name: 'management-events' }),
      mended: trail({ name: 'org-management-events' }),
    },
    {
      mistake: 'lets Pulumi name the trail',
      blames: 'audit',
      settings: { namePattern: 'org-*' },
      broken: trail(),
      mended: trail({ name: 'org-management-events' }),
    },
    {
      mistake: 'makes the trail in another Region than agreed',
      blames: 'audit',
      settings: { homeRegion: 'eu-central-1' },
      broken: trail({ name: 'audit' }),
      mended: trail({ name: 'audit', region: 'eu-central-1' }),
    },
  ),
];
