import { evaluate } from '../evaluate.ts';
import type { ApplicablePolicies, AuthorizationRequest } from '../request.ts';

export const account = '111122223333';
export const otherAccount = '444455556666';

export const alice: AuthorizationRequest['principal'] = {
  kind: 'user',
  arn: `arn:aws:iam::${account}:user/alice`,
  accountId: account,
};

export const session: AuthorizationRequest['principal'] = {
  kind: 'role',
  arn: `arn:aws:iam::${account}:role/app`,
  sessionArn: `arn:aws:sts::${account}:assumed-role/app/job-1`,
  accountId: account,
};

export const root: AuthorizationRequest['principal'] = {
  kind: 'root',
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
};

export const stranger: AuthorizationRequest['principal'] = {
  kind: 'user',
  arn: `arn:aws:iam::${otherAccount}:user/bob`,
  accountId: otherAccount,
};

export const cloudTrail: AuthorizationRequest['principal'] = {
  kind: 'service',
  arn: 'cloudtrail.amazonaws.com',
  service: 'cloudtrail.amazonaws.com',
  accountId: '',
};

export const anonymous: AuthorizationRequest['principal'] = {
  kind: 'anonymous',
  arn: 'anonymous',
  accountId: '',
};

/** Alice puts an object into a bucket of her account. */
export function aRequest(changes: Partial<AuthorizationRequest> = {}): AuthorizationRequest {
  return {
    principal: alice,
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::logs/a.gz',
    resourceAccountId: account,
    context: {},
    ...changes,
  };
}

export const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

export const allow = (
  Action: string | string[] = '*',
  Resource: string | string[] = '*',
  more: object = {},
) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

export const deny = (
  Action: string | string[] = '*',
  Resource: string | string[] = '*',
  more: object = {},
) => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});

/** A statement of a resource policy. */
export const to = (Principal: unknown, statement: object): object => ({ ...statement, Principal });

/** No policy but those given; every gate that is not named stays out of the way. */
export function policies(changes: Partial<ApplicablePolicies> = {}): ApplicablePolicies {
  return { identity: [], serviceControl: [], resourceControl: [], ...changes };
}

/** Everything is allowed. */
export const all = policy(allow());

/** One row of a table of decisions. */
export type Case = [
  name: string,
  request: Partial<AuthorizationRequest>,
  applicable: Partial<ApplicablePolicies>,
  result: string,
];

/** `allowed by identity`, `denied by resource` for an explicit deny, `not allowed by session` for none. */
export function result(
  request: Partial<AuthorizationRequest>,
  applicable: Partial<ApplicablePolicies>,
): string {
  const { allowed, explicit, by } = evaluate(aRequest(request), policies(applicable));
  return `${allowed ? 'allowed' : explicit ? 'denied' : 'not allowed'} by ${by}`;
}
