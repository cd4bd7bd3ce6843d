import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import {
  DataTrail,
  DeliveryKey,
  detectionNames,
  LogStream,
  NotificationTopic,
  type OrganizationSettings,
  OrganizationTrail,
  organizationNames,
} from '@trailguard/baseline';
import { region, tags } from './accounts.ts';
import type { declareArchive } from './archive.ts';

/** The trail of management events and that of data events, with what streams from them, and an event data store. */
export function declareTrails(
  settings: OrganizationSettings,
  provider: aws.Provider,
  { key: logKey, archive }: ReturnType<typeof declareArchive>['logs'],
): OrganizationTrail {
  const { managementAccountId: accountId, organizationId } = settings;
  const names = organizationNames(settings);
  const detection = detectionNames(settings);
  const options = { provider };
  const key = new DeliveryKey(
    'log-delivery',
    {
      region,
      accountId,
      alias: names.deliveryKeyAlias,
      trailArn: names.trailArn,
      logGroupArn: names.logGroupArn,
    },
    options,
  );
  const queue = new aws.sqs.Queue('log-delivery', { name: 'log-delivery' }, options);
  const topic = new NotificationTopic(
    'log-delivery',
    {
      topicName: names.topicName,
      topicArn: names.topicArn,
      region,
      trailArn: names.trailArn,
      kmsKeyArn: key.keyArn,
      subscriptions: [{ protocol: 'sqs', endpoint: `arn:aws:sqs:${region}:${accountId}:log-delivery` }],
      tags,
    },
    { ...options, dependsOn: queue },
  );
  const stream = new LogStream(
    'log-delivery',
    {
      logGroupName: names.logGroupName,
      logGroupArn: names.logGroupArn,
      roleName: names.logDeliveryRoleName,
      region,
      accountId,
      organizationId,
      kmsKeyArn: key.keyArn,
      tags,
    },
    options,
  );
  const trail = new OrganizationTrail(
    'organization',
    {
      trailName: names.trailName,
      region,
      bucketName: archive.bucketName,
      kmsKeyArn: logKey.keyArn,
      logGroupArn: stream.logGroupArn,
      logsRoleArn: stream.roleArn,
      topicName: topic.topicName,
      tags,
    },
    options,
  );
  new DataTrail(
    'data',
    {
      trailName: names.dataTrailName,
      region,
      bucketName: archive.bucketName,
      kmsKeyArn: logKey.keyArn,
      logBucketArns: [
        names.logBucketArn,
        names.accessLogBucketArn,
        ...[detection.findingsBucketName, detection.findingsAccessLogBucketName].map(
          (name) => `arn:aws:s3:::${name}`,
        ),
      ],
      s3: {},
      lambda: {},
      dynamodb: {},
      others: [{ resourceType: 'AWS::SQS::Queue' }],
      networkActivity: [{ eventSource: 'kms.amazonaws.com' }],
      tags,
    },
    { ...options, dependsOn: trail },
  );
  declareStore(settings, `${names.trailName}-store`, { ...options, dependsOn: trail });
  return trail;
}

/** An event data store of the organization, with a key of its own. */
function declareStore(
  { managementAccountId }: OrganizationSettings,
  name: string,
  options: pulumi.CustomResourceOptions,
): void {
  const statement = (Principal: object, Action: string | readonly string[]) => ({
    Effect: 'Allow',
    Principal,
    Action,
    Resource: '*',
  });
  const key = new aws.kms.Key(
    'store',
    {
      enableKeyRotation: true,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          statement({ AWS: `arn:aws:iam::${managementAccountId}:root` }, 'kms:*'),
          statement({ Service: 'cloudtrail.amazonaws.com' }, [
            'kms:DescribeKey',
            'kms:GenerateDataKey',
            'kms:Decrypt',
          ]),
        ],
      }),
    },
    options,
  );
  new aws.cloudtrail.EventDataStore(
    'organization',
    {
      name,
      organizationEnabled: true,
      multiRegionEnabled: true,
      terminationProtectionEnabled: true,
      retentionPeriod: 366,
      kmsKeyId: key.arn,
    },
    options,
  );
}
