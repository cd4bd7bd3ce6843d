import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Program } from '../recorded-program.ts';

/**
 * A bucket `logs` with a trail into it, and what its author adds.
 *
 * @param add declares parts of the bucket
 */
export function logBucket(
  add: (logs: aws.s3.Bucket) => unknown = () => {},
  args: aws.s3.BucketArgs = { bucket: 'acme-logs' },
  options: pulumi.CustomResourceOptions = {},
): Program {
  return () => {
    const logs = new aws.s3.Bucket('logs', args, options);
    add(logs);
    new aws.cloudtrail.Trail('audit', {
      name: 'audit',
      s3BucketName: logs.bucket,
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
    });
  };
}

/** A bucket `logs` with a trail into it, and a policy of these statements. */
export function logBucketWithPolicy(...statements: readonly object[]): Program {
  return logBucket((logs) => {
    new aws.s3.BucketPolicy('logs-policy', { bucket: logs.id, policy: policyOf(...statements) });
  });
}

/** A policy document as text. */
export function policyOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export const logsArn = 'arn:aws:s3:::acme-logs';
export const trailArn = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/audit';
const bySource = { StringEquals: { 'aws:SourceArn': trailArn } };

/** The two statements that CloudTrail needs, for one trail. */
export const forCloudTrail = [
  {
    Sid: 'AclCheck',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:GetBucketAcl',
    Resource: logsArn,
    Condition: bySource,
  },
  {
    Sid: 'Write',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${logsArn}/AWSLogs/111111111111/*`,
    Condition: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
  },
] as const;

/** The bucket and its objects. */
export const everything = [logsArn, `${logsArn}/*`];

/** A statement that lets somebody read the logs. */
export const reader = (principal: unknown) => ({
  Sid: 'Read',
  Effect: 'Allow',
  Principal: principal,
  Action: ['s3:GetObject', 's3:ListBucket'],
  Resource: everything,
});
export const auditor = { AWS: 'arn:aws:iam::222222222222:role/auditor' };
export const ofOrganization = { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } };
