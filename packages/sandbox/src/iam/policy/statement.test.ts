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

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
describe('variables in resources', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  const home = 'arn:aws:s3:::logs/${aws:PrincipalTag/team}.gz';
  const may = (statement: object, team?: string) => {
    const identity = [policy(statement)];
    const context = team === undefined ? {} : { 'aws:principaltag/team': [team] };
    return evaluate(aRequest({ context }), policies({ identity })).allowed;
  };

  it('take their value from the request', () => {
    expect(may(allow('*', home), 'a')).toBe(true);
    expect(may(allow('*', home), 'b')).toBe(false);
  });

  it('without a value match nothing, and let NotResource allow nothing', () => {
    expect(may(allow('*', home))).toBe(false);
    expect(may({ Effect: 'Allow', Action: '*', NotResource: home }, 'b')).toBe(true);
    expect(may({ Effect: 'Allow', Action: '*', NotResource: home })).toBe(false);
  });

  it('are plain text in policies of 2008, and in those without a version', () => {
    const tagged = { resource: 'arn:aws:s3:::logs/a', resourceAccountId: '111122223333' };
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    const literal = { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::logs/${aws:PrincipalTag/team}' };
    const request = aRequest({ ...tagged, context: { 'aws:principaltag/team': ['a'] } });
    for (const Version of ['2008-10-17', undefined]) {
      const identity = [JSON.stringify({ Version, Statement: literal })];
      expect(evaluate(request, policies({ identity })).allowed).toBe(false);
    }
    expect(evaluate(request, policies({ identity: [policy(literal)] })).allowed).toBe(true);
  });
});
