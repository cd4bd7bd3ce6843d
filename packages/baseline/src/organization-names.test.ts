import { expect, it } from 'vitest';
import { logCopyNames, organizationNames } from './organization-names.ts';
import { someSettings } from './testing/settings.ts';

it('derives every name and ARN from the settings', () => {
  expect(organizationNames(someSettings())).toEqual({
    partition: 'aws',
    trailName: 'trailguard-organization',
    trailArn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/trailguard-organization',
    dataTrailName: 'trailguard-data',
    dataTrailArn: 'arn:aws:cloudtrail:us-east-1:111111111111:trail/trailguard-data',
    logBucketName: 'trailguard-logs-222222222222-us-east-1',
    logBucketArn: 'arn:aws:s3:::trailguard-logs-222222222222-us-east-1',
    accessLogBucketName: 'trailguard-access-logs-222222222222-us-east-1',
    accessLogBucketArn: 'arn:aws:s3:::trailguard-access-logs-222222222222-us-east-1',
    logKeyAlias: 'alias/trailguard-logs',
    logKeyAliasArn: 'arn:aws:kms:us-east-1:222222222222:alias/trailguard-logs',
    deliveryKeyAlias: 'alias/trailguard-log-delivery',
    topicName: 'trailguard-log-delivery',
    topicArn: 'arn:aws:sns:us-east-1:111111111111:trailguard-log-delivery',
    logGroupName: '/trailguard/organization-trail',
    logGroupArn: 'arn:aws:logs:us-east-1:111111111111:log-group:/trailguard/organization-trail',
    logDeliveryRoleName: 'trailguard-log-delivery',
    logDeliveryRoleArn: 'arn:aws:iam::111111111111:role/trailguard-log-delivery',
    breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
    removalTopicName: 'trailguard-log-removals',
    removalTopicArn: 'arn:aws:sns:us-east-1:222222222222:trailguard-log-removals',
    replicationRoleName: 'trailguard-log-replication',
    replicationRoleArn: 'arn:aws:iam::222222222222:role/trailguard-log-replication',
    alertTopicName: 'trailguard-alerts',
    alarmTopicArn: 'arn:aws:sns:us-east-1:111111111111:trailguard-alerts',
    alertTopicArn: 'arn:aws:sns:us-east-1:333333333333:trailguard-alerts',
    eventBusName: 'trailguard-events',
    eventBusArn: 'arn:aws:events:us-east-1:333333333333:event-bus/trailguard-events',
    eventForwardRoleName: 'trailguard-event-forward',
  });
});

it.each([
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
  ['eu-central-1', 'aws'],
])('writes the ARNs of %s in the partition %s', (homeRegion, partition) => {
  const names = organizationNames(someSettings({ homeRegion }));
  const arns = Object.entries(names).filter(([key]) => key.endsWith('Arn'));
  expect(arns.length).toBeGreaterThan(6);
  for (const [, arn] of arns) expect(arn.split(':')[1]).toBe(partition);
});

it('keeps bucket names within 63 characters for the longest prefix and region', () => {
  const names = organizationNames(someSettings({ namePrefix: 'a'.repeat(21), homeRegion: 'ap-southeast-1' }));
  expect(names.accessLogBucketName.length).toBeLessThanOrEqual(63);
  const copy = logCopyNames('a'.repeat(21), '222222222222', 'ap-southeast-1');
  expect(copy.bucketName.length).toBeLessThanOrEqual(63);
  expect(copy.accessLogBucketName.length).toBeLessThanOrEqual(63);
});
