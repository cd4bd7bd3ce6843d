import { Guardrail } from '@trailguard/baseline';
import { expect, it } from 'vitest';
import { bucket, decide, guardrailsArgs, key, member, object, outside, type Row } from './organization.ts';

const only = guardrailsArgs({ guardrails: [Guardrail.LogPerimeter] });

// The policies of bucket and key let everybody do everything here.
it.each<Row>([
  ['a role of another organization', 's3:GetObject', object, 'may not'],
  ['a role of another organization', 's3:PutBucketPolicy', bucket, 'may not'],
  ['a role of another organization', 'kms:Decrypt', key, 'may not'],
  ['anyone', 's3:GetObject', object, 'may not'],
  ['an administrator of a member', 's3:GetObject', object, 'may'],
  ['an administrator of a member', 'kms:Decrypt', key, 'may'],
  ['an administrator of the management account', 's3:GetObject', object, 'may'],
  ["GuardDuty's service-linked role in a member", 's3:GetObject', object, 'may'],
  ['CloudTrail for our trail', 's3:PutObject', object, 'may'],
  ['CloudTrail for our trail', 'kms:GenerateDataKey', key, 'may'],
  ["CloudTrail for another organization's trail", 's3:PutObject', object, 'may not'],
  ["CloudTrail for another organization's trail", 'kms:GenerateDataKey', key, 'may not'],
  ['S3 for our bucket', 's3:PutObject', object, 'may'],
  // Buckets that keep no logs are not ours to close.
  ['a role of another organization', 's3:GetObject', 'arn:aws:s3:::another/file', 'may'],
])('%s %s on %s: %s', (who, action, resource, verdict) => {
  expect(decide(who, action, resource, only)).toBe(verdict);
});

it('lets in accounts from outside that settings name, and their trails', () => {
  const open = guardrailsArgs({ guardrails: [Guardrail.LogPerimeter], outsideAccountIds: [outside] });
  expect(decide('a role of another organization', 's3:GetObject', object, open)).toBe('may');
  expect(decide("CloudTrail for another organization's trail", 's3:PutObject', object, open)).toBe('may');
  expect(decide('anyone', 's3:GetObject', object, open)).toBe('may not');
  const other = guardrailsArgs({ guardrails: [Guardrail.LogPerimeter], outsideAccountIds: [member] });
  expect(decide('a role of another organization', 's3:GetObject', object, other)).toBe('may not');
});
