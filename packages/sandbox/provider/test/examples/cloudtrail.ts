import type { Example } from '../world.ts';
import { bucketPolicy } from './policies.ts';

export const cloudtrail: Example[] = [
  {
    token: 'aws:cloudtrail/trail:Trail',
    prepare: async (world) => {
      const bucket = (await world.need('aws:s3/bucket:Bucket', { forceDestroy: true }, { name: 'trail' })).id;
      await world.need('aws:s3/bucketPolicy:BucketPolicy', {
        bucket,
        policy: bucketPolicy(bucket, 'cloudtrail.amazonaws.com'),
      });
      const inputs = {
        name: 'example',
        s3BucketName: bucket,
        enableLogFileValidation: true,
        isMultiRegionTrail: true,
      };
      const everyObject = {
        name: 'objects',
        fieldSelectors: [
          { field: 'eventCategory', equals: ['Data'] },
          { field: 'resources.type', equals: ['AWS::S3::Object'] },
        ],
      };
      return {
        inputs: { ...inputs, eventSelectors: [{ readWriteType: 'WriteOnly' }], tags: { team: 'a' } },
        changed: {
          ...inputs,
          enableLogging: false,
          s3KeyPrefix: 'logs',
          advancedEventSelectors: [
            { name: 'management', fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] },
            everyObject,
          ],
          insightSelectors: [{ insightType: 'ApiErrorRateInsight' }, { insightType: 'ApiCallRateInsight' }],
          tags: { owner: 'b' },
        },
      };
    },
    // The API says that management events are on, which the program leaves unsaid.
    unread: ['eventSelectors'],
  },
  {
    token: 'aws:cloudtrail/eventDataStore:EventDataStore',
    prepare: async () => {
      const inputs = { name: 'example', terminationProtectionEnabled: false };
      const management = {
        name: 'writes',
        fieldSelectors: [
          { field: 'eventCategory', equals: ['Management'] },
          { field: 'readOnly', equals: ['false'] },
        ],
      };
      return {
        inputs: { ...inputs, retentionPeriod: 400, suspend: 'true', tags: { team: 'a' } },
        changed: {
          ...inputs,
          retentionPeriod: 731,
          multiRegionEnabled: false,
          advancedEventSelectors: [management],
          suspend: 'false',
          tags: { owner: 'b' },
        },
      };
    },
  },
  {
    token: 'aws:cloudtrail/organizationDelegatedAdminAccount:OrganizationDelegatedAdminAccount',
    prepare: async (world) => {
      await world.need('aws:organizations/awsServiceAccess:AwsServiceAccess', {
        servicePrincipal: 'cloudtrail.amazonaws.com',
      });
      return { inputs: { accountId: world.accountId('security') } };
    },
  },
];
