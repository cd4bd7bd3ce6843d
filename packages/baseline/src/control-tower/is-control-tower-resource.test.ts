import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlTowerNames, controlTowerRoleArns } from './control-tower-names.ts';
import { isControlTowerResource, isControlTowerTrustedAccess } from './is-control-tower-resource.ts';

const settings = {
  managementAccountId: '111111111111',
  logArchiveAccountId: '222222222222',
  homeRegion: 'us-east-1',
};

describe('what belongs to Control Tower', () => {
  it.each([
    ...Object.values(controlTowerNames(settings)),
    'aws-controltower-AllConfigNotifications',
    'arn:aws:sns:us-east-1:333333333333:aws-controltower-SecurityNotifications',
    'AWSControlTowerExecution',
    'service-role/AWSControlTowerAdmin',
    'arn:aws:iam::111111111111:role/service-role/AWSControlTowerCloudTrailRole',
    'arn:aws:iam::111111111111:role/aws-service-role/controltower.amazonaws.com/AWSControlTowerX',
    'aws-controltower-BaselineConfigRecorder',
    '/aws/lambda/aws-controltower-NotificationForwarder',
    'arn:aws:logs:us-east-1:111111111111:log-group:aws-controltower/CloudTrailLogs:*',
    'arn:aws-us-gov:s3:::aws-controltower-logs-222222222222-us-gov-west-1/o-exampleorgid/AWSLogs/file',
    'StackSet-AWSControlTowerBP-BASELINE-CONFIG-0123',
    'aws-guardrails-hWmtYj',
  ])('%s does', (name) => {
    expect(isControlTowerResource(name)).toBe(true);
  });

  it.each([
    'trailguard-organization',
    'arn:aws:s3:::trailguard-logs-222222222222-us-east-1',
    'arn:aws:s3:::payments/aws-controltower-logs',
    'my-aws-controltower-copy',
    'StackSet-payments',
    'FullAWSAccess',
    '',
  ])('%s does not', (name) => {
    expect(isControlTowerResource(name)).toBe(false);
  });

  it('is told by an ARN as by the name in it', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,30}$/);
    fc.assert(
      fc.property(name, (text) => {
        const arn = `arn:aws:cloudtrail:us-east-1:111111111111:trail/${text}`;
        expect(isControlTowerResource(arn)).toBe(isControlTowerResource(text));
      }),
      { seed: 7 },
    );
  });

  it('is the trusted access of the services that it relies on, and of no other', () => {
    const trusted = ['config.amazonaws.com', 'member.org.stacksets.cloudformation.amazonaws.com'];
    expect(trusted.map(isControlTowerTrustedAccess)).toEqual([true, true]);
    expect(isControlTowerTrustedAccess('guardduty.amazonaws.com')).toBe(false);
  });
});

it.each([
  ['us-east-1', 'aws'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
])('names of %s are in the partition %s', (homeRegion, partition) => {
  const { trailArn, logGroupArn } = controlTowerNames({ ...settings, homeRegion });
  const arns = [trailArn, logGroupArn, ...controlTowerRoleArns(homeRegion)];
  expect(arns.map((arn) => arn.split(':')[1])).toEqual(arns.map(() => partition));
});
