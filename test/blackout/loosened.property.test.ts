import { loosened } from '@trailguard/controls/blackout';
import type { PolicyDocument, PolicyStatement } from '@trailguard/controls';
import { type AuthorizationRequest, evaluate } from '@trailguard/sandbox/iam';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const owner = '111111111111';
const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

const arns = ['arn:aws:iam::222222222222:role/reader', 'arn:aws:iam::222222222222:role/break-glass'] as const;
const patterns = ['arn:aws:iam::222222222222:role/*', 'arn:aws:iam::*:role/break-*', ...arns];
const resources = ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/AWSLogs/a', 'arn:aws:s3:::logs/other'];
const actions = ['s3:GetObject', 's3:DeleteObject', 's3:PutBucketPolicy'];

const some = <T>(...items: readonly T[]) => fc.subarray([...items], { minLength: 1 });
const condition = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('ArnNotLike', 'ArnLike', 'ArnEquals', 'ArnNotEquals', 'StringNotLike', 'StringEquals'),
      some(...patterns),
    )
    .map(([operator, values]) => ({ [operator]: { 'aws:PrincipalArn': values } })),
  fc
    .tuple(fc.constantFrom('Bool', 'BoolIfExists'), fc.constantFrom('true', 'false'))
    .map(([operator, value]) => ({ [operator]: { 'aws:SecureTransport': value } })),
  fc
    .tuple(
      fc.constantFrom('StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'StringNotEqualsIfExists'),
      some('o-ours', 'o-theirs'),
    )
    .map(([operator, values]) => ({ [operator]: { 'aws:PrincipalOrgID': values } })),
);
const actionPatterns = fc.oneof(
  some('s3:*', 's3:Get*', 'S3:getobject', 's3:Delete*', ...actions).map((Action) => ({ Action })),
  some('s3:Get*', 's3:DeleteObject', 's3:P*').map((NotAction) => ({ NotAction })),
);
const resourcePatterns = fc.oneof(
  some('*', 'arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/AWSLogs/?', ...resources).map((Resource) => ({
    Resource,
  })),
  some('arn:aws:s3:::logs/AWSLogs/*', 'arn:aws:s3:::logs').map((NotResource) => ({ NotResource })),
);
const principals = fc.oneof(
  fc.constant({ Principal: '*' as const }),
  some('*', '222222222222', ...arns).map((AWS) => ({ Principal: { AWS } })),
);
const statement: fc.Arbitrary<PolicyStatement> = fc
  .tuple(
    fc.constantFrom('Allow' as const, 'Deny' as const),
    principals,
    actionPatterns,
    resourcePatterns,
    fc.option(
      fc.oneof(
        condition,
        fc.tuple(condition, condition).map(([a, b]) => ({ ...a, ...b })),
      ),
      {
        nil: undefined,
      },
    ),
  )
  .map(([Effect, who, what, where, Condition]) => ({
    Effect,
    ...who,
    ...what,
    ...where,
    ...(Condition === undefined ? {} : { Condition }),
  }));
const policy = fc.array(statement, { maxLength: 3 });
/** A policy and one like it: most of its statements, some of them changed a little. */
const change = fc
  .tuple(
    policy,
    fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
    statement,
    resourcePatterns,
    actionPatterns,
  )
  .map(([before, choices, other, where, what]) => {
    const after = before.flatMap((one, index): PolicyStatement[] => {
      const { Resource: _r, NotResource: _n, ...nowhere } = one;
      const { Action: _a, NotAction: _b, ...nothing } = one;
      return [
        [one],
        [{ ...nowhere, ...where } as PolicyStatement],
        [{ ...nothing, ...what } as PolicyStatement],
        [one, other],
      ][choices[index] ?? 0] as PolicyStatement[];
    });
    return {
      before: { Version: '2012-10-17', Statement: before },
      after: { Version: '2012-10-17', Statement: after },
    };
  });

const contexts: readonly AuthorizationRequest['context'][] = [
  {},
  { 'aws:securetransport': ['true'], 'aws:principalorgid': ['o-ours'] },
  { 'aws:securetransport': ['false'], 'aws:principalorgid': ['o-theirs'] },
];
const requests = contexts.flatMap((context) =>
  arns.flatMap((arn) =>
    actions.flatMap((action) =>
      resources.map(
        (resource): AuthorizationRequest => ({
          principal: { arn, accountId: '222222222222', kind: 'role' },
          action,
          resource,
          resourceAccountId: owner,
          context,
        }),
      ),
    ),
  ),
);

const allows = (document: PolicyDocument, request: AuthorizationRequest) =>
  evaluate(request, {
    identity: [everything],
    resource: JSON.stringify(document),
    serviceControl: [],
    resourceControl: [],
  }).allowed;

describe('a change of a policy that is said to loosen nothing', () => {
  it('lets nothing happen that was refused, as IAM decides it', () => {
    let tight = 0;
    fc.assert(
      fc.property(change, ({ before, after }) => {
        if (loosened(before, after).length > 0) return;
        tight += 1;
        for (const request of requests) {
          if (!allows(before, request)) expect(allows(after, request)).toBe(false);
        }
      }),
      { seed: 20_261_121, numRuns: 3000 },
    );
    // The property says something only as often as a change is found to be harmless.
    expect(tight).toBeGreaterThan(300);
  });

  it('is the change to itself', () => {
    fc.assert(
      fc.property(policy, (Statement) => {
        expect(loosened({ Statement }, { Statement })).toEqual([]);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});
