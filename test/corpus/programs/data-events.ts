import * as aws from '@pulumi/aws';
import { guiltyOf } from '../entry.ts';

type FieldSelector = { field: string; equals?: string[]; startsWiths?: string[]; notStartsWiths?: string[] };

/** A trail of all Regions with advanced selectors, in an account that the program names. */
const selecting =
  (...selectors: FieldSelector[][]) =>
  () => {
    const account = new aws.Provider('production', {
      region: 'us-east-1',
      allowedAccountIds: ['111111111111'],
    });
    new aws.cloudtrail.Trail(
      'audit',
      {
        s3BucketName: 'acme-logs',
        isMultiRegionTrail: true,
        advancedEventSelectors: [
          { fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] },
          ...selectors.map((fieldSelectors) => ({ fieldSelectors })),
        ],
      },
      { provider: account },
    );
  };

const data = (type: string, ...more: FieldSelector[]): FieldSelector[] => [
  { field: 'eventCategory', equals: ['Data'] },
  { field: 'resources.type', equals: [type] },
  ...more,
];

/** A trail with basic selectors. */
const basic =
  (eventSelectors: aws.types.input.cloudtrail.TrailEventSelector[], isMultiRegionTrail = true) =>
  () =>
    new aws.cloudtrail.Trail('audit', { s3BucketName: 'acme-logs', isMultiRegionTrail, eventSelectors });

const table = 'arn:aws:dynamodb:us-east-1:111111111111:table/customers';
const lambda = 'arn:aws:lambda:us-east-1:111111111111:function:payments';
const allBuckets = [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }];

export default [
  guiltyOf(
    'CT-11',
    {
      mistake: 'records no data events',
      blames: 'audit',
      broken: basic([{ includeManagementEvents: true }]),
      mended: basic([{ includeManagementEvents: true, dataResources: allBuckets }]),
    },
    {
      mistake: 'records objects of one bucket alone',
      blames: 'audit',
      broken: selecting(
        data('AWS::S3::Object', { field: 'resources.ARN', startsWiths: ['arn:aws:s3:::payments/'] }),
      ),
      mended: selecting(data('AWS::S3::Object')),
    },
    {
      mistake: 'records reads of objects alone',
      blames: 'audit',
      broken: selecting(data('AWS::S3::Object', { field: 'readOnly', equals: ['true'] })),
      mended: selecting(data('AWS::S3::Object')),
    },
  ),
  guiltyOf(
    'CT-12',
    {
      mistake: 'records writes of objects alone',
      blames: 'audit',
      broken: selecting(data('AWS::S3::Object', { field: 'readOnly', equals: ['false'] })),
      mended: selecting(data('AWS::S3::Object')),
    },
    {
      mistake: 'records objects in a single Region',
      blames: 'audit',
      broken: basic([{ readWriteType: 'All', dataResources: allBuckets }], false),
      mended: basic([{ readWriteType: 'All', dataResources: allBuckets }]),
    },
  ),
  guiltyOf(
    'CT-13',
    {
      mistake: 'leaves out a function in scope',
      blames: 'audit',
      settings: { functions: [lambda] },
      broken: selecting(data('AWS::S3::Object')),
      mended: selecting(data('AWS::Lambda::Function', { field: 'resources.ARN', equals: [lambda] })),
    },
    {
      mistake: 'names functions where all have to be recorded',
      blames: 'audit',
      settings: { scope: 'all' },
      broken: selecting(data('AWS::Lambda::Function', { field: 'resources.ARN', equals: [lambda] })),
      mended: selecting(data('AWS::Lambda::Function')),
    },
  ),
  guiltyOf('CT-14', {
    mistake: 'leaves out a sensitive table',
    blames: 'audit',
    settings: { sensitiveTables: [table] },
    broken: selecting(
      data('AWS::DynamoDB::Table', {
        field: 'resources.ARN',
        equals: [table.replace('customers', 'orders')],
      }),
    ),
    mended: selecting(data('AWS::DynamoDB::Table', { field: 'resources.ARN', equals: [table] })),
  }),
  guiltyOf('CT-15', {
    mistake: 'leaves out a type that was decided on',
    blames: 'audit',
    settings: { requiredDataTypes: ['AWS::SQS::Queue'] },
    broken: selecting(data('AWS::S3::Object')),
    mended: selecting(data('AWS::S3::Object'), data('AWS::SQS::Queue')),
  }),
  guiltyOf('CT-16', {
    mistake: 'records network activity of another service',
    blames: 'audit',
    settings: { networkActivitySources: ['kms.amazonaws.com'] },
    broken: selecting([
      { field: 'eventCategory', equals: ['NetworkActivity'] },
      { field: 'eventSource', equals: ['ec2.amazonaws.com'] },
    ]),
    mended: selecting([
      { field: 'eventCategory', equals: ['NetworkActivity'] },
      { field: 'eventSource', equals: ['kms.amazonaws.com'] },
      { field: 'errorCode', equals: ['VpceAccessDenied'] },
    ]),
  }),
  guiltyOf('CT-27', {
    mistake: 'records data events on the trail of management events',
    blames: 'audit',
    broken: selecting(data('AWS::S3::Object')),
    mended: () => {
      selecting()();
      new aws.cloudtrail.Trail('data', {
        s3BucketName: 'acme-logs',
        isMultiRegionTrail: true,
        advancedEventSelectors: [{ fieldSelectors: data('AWS::S3::Object') }],
      });
    },
  }),
];
