import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { guiltyOf } from '../entry.ts';

/** A trail whose files a key of the program encrypts. */
const encrypted = (key: Partial<aws.kms.KeyArgs> | null, kmsKeyId?: string) => () => {
  const logs = new aws.s3.Bucket('logs', { bucket: 'acme-logs' });
  const own = key === null ? undefined : new aws.kms.Key('log-key', key).arn;
  new aws.cloudtrail.Trail('audit', { s3BucketName: logs.bucket, kmsKeyId: kmsKeyId ?? own });
};

/** A trail that sends its events to a log group of the program. */
const sending =
  (args: (group: aws.cloudwatch.LogGroup, role: aws.iam.Role) => Partial<aws.cloudtrail.TrailArgs>) => () => {
    const logs = new aws.s3.Bucket('logs');
    const group = new aws.cloudwatch.LogGroup('audit', { name: '/acme/audit' });
    const role = new aws.iam.Role('to-logs', {
      assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'cloudtrail.amazonaws.com' }),
    });
    new aws.cloudtrail.Trail('audit', { s3BucketName: logs.bucket, ...args(group, role) });
  };

export default [
  guiltyOf(
    'CT-08',
    {
      mistake: 'leaves the key out',
      blames: 'audit',
      broken: encrypted(null),
      mended: encrypted({ enableKeyRotation: true }),
    },
    {
      mistake: 'takes the key that AWS manages',
      blames: 'audit',
      broken: encrypted(null, 'alias/aws/s3'),
      mended: encrypted({}),
    },
    {
      mistake: 'disables the key of the trail',
      blames: 'log-key',
      broken: encrypted({ isEnabled: false }),
      mended: encrypted({}),
    },
    {
      mistake: 'makes the key in another Region than the bucket',
      blames: 'log-key',
      broken: encrypted({ region: 'eu-west-1' }),
      mended: encrypted({ region: 'us-east-1' }),
    },
  ),
  guiltyOf(
    'CT-18',
    {
      mistake: 'sends no events to CloudWatch Logs',
      blames: 'audit',
      broken: sending(() => ({})),
      mended: sending((group, role) => ({
        cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`,
        cloudWatchLogsRoleArn: role.arn,
      })),
    },
    {
      mistake: 'forgets the :* at the end of the ARN',
      blames: 'audit',
      hiddenFromPreview: 'the text of the ARN; without :* AWS refuses it too',
      broken: sending((group, role) => ({
        cloudWatchLogsGroupArn: group.arn,
        cloudWatchLogsRoleArn: role.arn,
      })),
      mended: sending((group, role) => ({
        cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`,
        cloudWatchLogsRoleArn: role.arn,
      })),
    },
    {
      mistake: 'names the log group by its name, not by its ARN',
      blames: 'audit',
      broken: sending((group, role) => ({
        cloudWatchLogsGroupArn: group.name,
        cloudWatchLogsRoleArn: role.arn,
      })),
      mended: sending((group, role) => ({
        cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`,
        cloudWatchLogsRoleArn: role.arn,
      })),
    },
    {
      mistake: 'sends events to a log group of another Region',
      blames: 'audit',
      broken: sending((_group, role) => ({
        cloudWatchLogsGroupArn: 'arn:aws:logs:eu-west-1:111111111111:log-group:audit:*',
        cloudWatchLogsRoleArn: role.arn,
      })),
      mended: sending((_group, role) => ({
        cloudWatchLogsGroupArn: 'arn:aws:logs:us-east-1:111111111111:log-group:audit:*',
        cloudWatchLogsRoleArn: role.arn,
      })),
    },
  ),
];
