import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { guiltyOf } from '../entry.ts';
import {
  auditor,
  everything,
  forCloudTrail,
  logBucket,
  logBucketWithPolicy,
  ofOrganization,
  policyOf,
  reader,
} from '../parts/log-bucket.ts';

const blames = 'logs-policy';

/** A policy that is written from the outputs of the bucket, as most programs do it. */
const policyFrom = (statementsFor: (arn: pulumi.Output<string>) => readonly object[]) =>
  logBucket((logs) => {
    const policy = pulumi.jsonStringify({ Version: '2012-10-17', Statement: statementsFor(logs.arn) });
    new aws.s3.BucketPolicy('logs-policy', { bucket: logs.id, policy });
  });

/** A policy that the provider's data function writes. */
const documentFrom = (statement: aws.iam.GetPolicyDocumentArgs['statements'], isOfOutputs: boolean) =>
  logBucket((logs) => {
    const resources = isOfOutputs ? [logs.arn, pulumi.interpolate`${logs.arn}/*`] : everything;
    const { json } = aws.iam.getPolicyDocumentOutput({
      statements: (statement ?? []).map((one) => ({ ...one, resources })),
    });
    new aws.s3.BucketPolicy('logs-policy', { bucket: logs.bucket, policy: json });
  });

export default [
  guiltyOf(
    'LB-02',
    {
      mistake: 'lets everyone read by the principal *',
      blames,
      broken: logBucketWithPolicy(...forCloudTrail, reader('*')),
      mended: logBucketWithPolicy(...forCloudTrail, reader(auditor)),
    },
    {
      mistake: 'lets everyone read by the principal AWS: *',
      blames,
      broken: logBucketWithPolicy(...forCloudTrail, reader({ AWS: '*' })),
      mended: logBucketWithPolicy(...forCloudTrail, reader(auditor)),
    },
    {
      mistake: 'lets everyone read, * being one of several principals',
      blames,
      broken: logBucketWithPolicy(...forCloudTrail, reader({ AWS: [auditor.AWS, '*'] })),
      mended: logBucketWithPolicy(...forCloudTrail, reader(auditor)),
    },
    {
      mistake: 'takes a condition on the user agent for a limit',
      blames,
      broken: logBucketWithPolicy({
        ...reader('*'),
        Condition: { StringLike: { 'aws:UserAgent': 'acme-*' } },
      }),
      mended: logBucketWithPolicy({ ...reader('*'), Condition: ofOrganization }),
    },
    {
      mistake: 'limits everyone by addresses that are all addresses',
      blames,
      broken: logBucketWithPolicy({
        ...reader('*'),
        Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/0'] } },
      }),
      mended: logBucketWithPolicy({ ...reader('*'), Condition: ofOrganization }),
    },
    {
      mistake: 'lets everyone read in a policy made of outputs',
      blames,
      broken: policyFrom((arn) => [{ ...reader('*'), Resource: [arn, pulumi.interpolate`${arn}/*`] }]),
      mended: policyFrom((arn) => [{ ...reader(auditor), Resource: [arn, pulumi.interpolate`${arn}/*`] }]),
    },
    {
      mistake: 'lets everyone read in a policy that getPolicyDocument writes',
      blames,
      broken: documentFrom(
        [{ principals: [{ type: 'AWS', identifiers: ['*'] }], actions: ['s3:GetObject'] }],
        false,
      ),
      mended: documentFrom(
        [{ principals: [{ type: 'AWS', identifiers: [auditor.AWS] }], actions: ['s3:GetObject'] }],
        false,
      ),
    },
    {
      mistake: 'lets everyone read in a policy that getPolicyDocument writes of outputs',
      blames,
      broken: documentFrom(
        [{ principals: [{ type: '*', identifiers: ['*'] }], actions: ['s3:GetObject'] }],
        true,
      ),
      mended: documentFrom(
        [{ principals: [{ type: 'AWS', identifiers: [auditor.AWS] }], actions: ['s3:GetObject'] }],
        true,
      ),
    },
    {
      mistake: 'gives the bucket the canned ACL public-read',
      blames: 'logs-acl',
      broken: logBucket((logs) => new aws.s3.BucketAcl('logs-acl', { bucket: logs.id, acl: 'public-read' })),
      mended: logBucket((logs) => new aws.s3.BucketAcl('logs-acl', { bucket: logs.id, acl: 'private' })),
    },
    {
      mistake: 'gives the bucket an ACL by its own property',
      blames: 'logs',
      broken: logBucket(() => {}, { acl: 'public-read' }),
      mended: logBucket(() => {}, { acl: 'private' }),
    },
    {
      mistake: 'writes the policy on the bucket itself, open to everyone',
      blames: 'logs',
      broken: logBucket(() => {}, { bucket: 'acme-logs', policy: policyOf(reader('*')) }),
      mended: logBucket(() => {}, { bucket: 'acme-logs', policy: policyOf(reader(auditor)) }),
    },
  ),
];
