import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { guiltyOf } from '../entry.ts';
import { policyOf } from '../parts/log-bucket.ts';

const breakGlassArn = 'arn:aws:iam::111111111111:role/break-glass';
const ofAccount = aws.iam.assumeRolePolicyForPrincipal({ AWS: 'arn:aws:iam::111111111111:root' });
const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const allows = (Action: string | string[]) => ({ Effect: 'Allow', Action, Resource: '*' });

interface Delivery {
  readonly trust?: string;
  readonly statement?: (group: pulumi.Output<string>) => object;
}
/** The role by which the trail sends events to CloudWatch Logs. */
const delivery =
  ({ trust, statement }: Delivery = {}) =>
  () => {
    const group = new aws.cloudwatch.LogGroup('audit', { name: '/acme/audit' });
    const role = new aws.iam.Role('to-logs', {
      assumeRolePolicy:
        trust ?? aws.iam.assumeRolePolicyForPrincipal({ Service: 'cloudtrail.amazonaws.com' }),
    });
    const needed = (arn: pulumi.Output<string>) => ({
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: pulumi.interpolate`${arn}:*`,
    });
    new aws.iam.RolePolicy('to-logs', {
      role: role.id,
      policy: pulumi.jsonStringify({ Version: '2012-10-17', Statement: [(statement ?? needed)(group.arn)] }),
    });
    new aws.cloudtrail.Trail('audit', {
      s3BucketName: 'acme-logs',
      cloudWatchLogsGroupArn: pulumi.interpolate`${group.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
    });
  };

export default [
  guiltyOf(
    'IAM-06',
    {
      mistake: 'lets the role of the trail do everything in CloudWatch Logs',
      blames: 'to-logs',
      broken: delivery({ statement: () => allows('logs:*') }),
      mended: delivery(),
    },
    {
      mistake: 'lets the role of the trail write to every log group',
      blames: 'to-logs',
      broken: delivery({ statement: () => allows(['logs:CreateLogStream', 'logs:PutLogEvents']) }),
      mended: delivery(),
    },
    {
      mistake: 'lets Lambda take the role of the trail too',
      blames: 'to-logs',
      broken: delivery({
        trust: policyOf({
          Effect: 'Allow',
          Principal: { Service: ['cloudtrail.amazonaws.com', 'lambda.amazonaws.com'] },
          Action: 'sts:AssumeRole',
        }),
      }),
      mended: delivery(),
    },
    {
      mistake: 'puts a condition into the trust, which CloudTrail does not meet',
      blames: 'to-logs',
      broken: delivery({
        trust: policyOf({
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
        }),
      }),
      mended: delivery(),
    },
  ),
  guiltyOf(
    'IAM-08',
    {
      mistake: 'lets sessions of the break-glass role last half a day',
      blames: 'break-glass',
      settings: { breakGlassRoleArns: [breakGlassArn] },
      broken: breakGlass({ maxSessionDuration: 43200 }),
      mended: breakGlass(),
    },
    {
      mistake: 'lets the break-glass role be taken without MFA',
      blames: 'break-glass',
      settings: { breakGlassRoleArns: [breakGlassArn] },
      broken: breakGlass({ assumeRolePolicy: ofAccount }),
      mended: breakGlass(),
    },
    {
      mistake: 'excepts a break-glass role in the bucket policy and lets it be taken without MFA',
      blames: 'break-glass',
      broken: exceptedByBucket({ assumeRolePolicy: ofAccount }),
      mended: exceptedByBucket(),
    },
  ),
  guiltyOf(
    'IAM-09',
    {
      mistake: 'forgets the analyzer in one of its Regions',
      blames: 'eu-west-1',
      broken: analyzing('ORGANIZATION', 'us-east-1'),
      mended: analyzing('ORGANIZATION', 'us-east-1', 'eu-west-1'),
    },
    {
      mistake: 'looks for unused access in place of outside access',
      blames: 'us-east-1',
      broken: analyzing('ORGANIZATION_UNUSED_ACCESS', 'us-east-1', 'eu-west-1'),
      mended: analyzing('ORGANIZATION', 'us-east-1', 'eu-west-1'),
    },
  ),
];

/** Detectors in two Regions, and analyzers in these. */
function analyzing(type: string, ...regions: string[]) {
  return () => {
    for (const region of ['us-east-1', 'eu-west-1']) new aws.guardduty.Detector(region, { region });
    for (const region of regions)
      new aws.accessanalyzer.Analyzer(region, { region, analyzerName: 'access', type });
  };
}

function breakGlass(
  args: Partial<aws.iam.RoleArgs> = {},
  add: (provider: aws.Provider) => unknown = () => {},
) {
  return () => {
    const provider = new aws.Provider('production', {
      region: 'us-east-1',
      allowedAccountIds: ['111111111111'],
    });
    add(provider);
    new aws.iam.Role(
      'break-glass',
      {
        name: 'break-glass',
        maxSessionDuration: 3600,
        assumeRolePolicy: policyOf({
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111111111111:root' },
          Action: 'sts:AssumeRole',
          Condition: withMfa,
        }),
        ...args,
      },
      { provider },
    );
  };
}

function exceptedByBucket(args: Partial<aws.iam.RoleArgs> = {}) {
  return breakGlass(args, (provider) => {
    const logs = new aws.s3.Bucket('logs', { bucket: 'acme-logs' }, { provider });
    new aws.cloudtrail.Trail('audit', { s3BucketName: logs.bucket }, { provider });
    const policy = policyOf({
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      Resource: 'arn:aws:s3:::acme-logs/*',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': breakGlassArn } },
    });
    new aws.s3.BucketPolicy('logs', { bucket: logs.bucket, policy }, { provider });
  });
}
