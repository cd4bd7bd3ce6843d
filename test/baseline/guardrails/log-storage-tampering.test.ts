import { Guardrail } from '@trailguard/baseline';
import { expect, it } from 'vitest';
import { archive, bucket, decide, guardrailsArgs, key, object, type Row } from './organization.ts';

const group = `arn:aws:logs:us-east-1:${archive}:log-group:/trailguard/organization-trail`;
const topic = `arn:aws:sns:us-east-1:${archive}:trailguard-log-removals`;
const only = guardrailsArgs({ guardrails: [Guardrail.LogStorage] });

it.each<Row>([
  ['an administrator of the log archive', 's3:DeleteObject', object, 'may not'],
  ['an administrator of the log archive', 's3:DeleteObjectVersion', object, 'may not'],
  ['an administrator of the log archive', 's3:BypassGovernanceRetention', object, 'may not'],
  ['an administrator of the log archive', 's3:DeleteBucket', bucket, 'may not'],
  ['an administrator of the log archive', 's3:PutBucketPolicy', bucket, 'may not'],
  ['an administrator of the log archive', 's3:PutLifecycleConfiguration', bucket, 'may not'],
  ['an administrator of the log archive', 's3:PutBucketVersioning', bucket, 'may not'],
  ['an administrator of the log archive', 's3:PutBucketPublicAccessBlock', bucket, 'may not'],
  ['an administrator of the log archive', 's3:PutEncryptionConfiguration', bucket, 'may not'],
  ['an administrator of the log archive', 'kms:ScheduleKeyDeletion', key, 'may not'],
  ['an administrator of the log archive', 'kms:DisableKey', key, 'may not'],
  ['an administrator of the log archive', 'kms:PutKeyPolicy', key, 'may not'],
  ['an administrator of the log archive', 'logs:DeleteLogGroup', group, 'may not'],
  ['an administrator of the log archive', 'logs:DeleteLogStream', `${group}:log-stream:1`, 'may not'],
  ['an administrator of the log archive', 'logs:PutRetentionPolicy', group, 'may not'],
  ['an administrator of the log archive', 'sns:DeleteTopic', topic, 'may not'],
  ['an administrator of the log archive', 'sns:SetTopicAttributes', topic, 'may not'],
  ['an administrator of the log archive', 's3:DeleteObject', 'arn:aws:s3:::another/file', 'may'],
  ['an administrator of the log archive', 's3:GetObject', object, 'may'],
  ['an administrator of the log archive', 'kms:Decrypt', key, 'may'],
  // A bucket's policy cannot keep the root user of its account from deleting that policy; this does.
  ['root of the log archive', 's3:DeleteBucketPolicy', bucket, 'may not'],
  ['root of the log archive', 's3:PutBucketPolicy', bucket, 'may not'],
  ['root of the log archive', 'kms:ScheduleKeyDeletion', key, 'may not'],
  ['the deploy role of the log archive', 's3:PutBucketPolicy', bucket, 'may'],
  ['the deploy role of the log archive', 's3:PutLifecycleConfiguration', bucket, 'may'],
  ['the deploy role of the log archive', 'kms:PutKeyPolicy', key, 'may'],
  ['the deploy role of the log archive', 'sns:SetTopicAttributes', topic, 'may'],
  ['the deploy role of the log archive', 's3:DeleteObject', object, 'may not'],
  ['the deploy role of the log archive', 's3:DeleteBucket', bucket, 'may not'],
  ['the deploy role of the log archive', 'kms:ScheduleKeyDeletion', key, 'may not'],
  ['the break-glass role', 's3:DeleteObjectVersion', object, 'may'],
  ['the break-glass role', 's3:BypassGovernanceRetention', object, 'may'],
  ['the break-glass role', 's3:PutBucketPolicy', bucket, 'may'],
  ['the break-glass role', 'kms:ScheduleKeyDeletion', key, 'may'],
  ["a break-glass role of a member's own", 's3:DeleteObject', object, 'may not'],
  ['an administrator of the security account', 's3:DeleteObject', object, 'may not'],
  // SCPs leave the management account out: the bucket's own policy keeps it off.
  ['an administrator of the management account', 's3:DeleteObject', object, 'may'],
])('%s %s on %s: %s', (who, action, resource, verdict) => {
  expect(decide(who, action, resource, only)).toBe(verdict);
});
