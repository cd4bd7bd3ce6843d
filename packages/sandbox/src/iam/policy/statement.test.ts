import { describe, expect, it } from 'vitest';
import { evaluate } from '../evaluate.ts';
import { allow, aRequest, policies, policy } from '../test/builders.ts';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html and …_resource.html
describe('actions and resources', () => {
  it.each([
    ['the case of actions does not count', allow('S3:PUTOBJECT'), true],
    ['? is one character', allow('s3:?utObject'), true],
    ['? is not none', allow('s3:PutObject?'), false],
    ['* in the middle', allow('s3:P*ct'), true],
    ['another service', allow('ec2:*'), false],
    ['NotAction leaves out what it names', { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }, false],
    ['NotAction covers the rest', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, true],
    [
      'NotResource leaves out what it names',
      { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::logs/*' },
      false,
    ],
    [
      'NotResource covers the rest',
      { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::other/*' },
      true,
    ],
    ['the case of resources counts', allow('*', 'arn:aws:s3:::LOGS/*'), false],
    ['the bucket is not its objects', allow('*', 'arn:aws:s3:::logs'), false],
    ['a * in the last field takes slashes', allow('*', 'arn:aws:s3:::*'), true],
    ['a * in the region does not reach the account', allow('*', 'arn:aws:s3:*:logs/a.gz'), false],
    ['missing fields are *', allow('*', 'arn:aws:s3'), true],
    ['an allow without a resource covers none', { Effect: 'Allow', Action: '*' }, false],
  ])('%s', (_name, statement, allowed) => {
    expect(evaluate(aRequest(), policies({ identity: [policy(statement)] })).allowed).toBe(allowed);
  });
});
