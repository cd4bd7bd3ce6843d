import fc from 'fast-check';
import type { ApplicablePolicies, AuthorizationRequest } from '../request.ts';

/** A small world, so that generated policies often meet generated requests. */
const ours = '111111111111';
// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
export const username = '${aws:username}';
const theirs = '222222222222';

const principals: AuthorizationRequest['principal'][] = [
  { kind: 'user', arn: `arn:aws:iam::${ours}:user/alice`, accountId: ours },
  {
    kind: 'role',
    arn: `arn:aws:iam::${ours}:role/app`,
    sessionArn: `arn:aws:sts::${ours}:assumed-role/app/job-1`,
    accountId: ours,
  },
  {
    kind: 'role',
    arn: `arn:aws:iam::${theirs}:role/reader`,
    sessionArn: `arn:aws:sts::${theirs}:assumed-role/reader/job-2`,
    accountId: theirs,
  },
  { kind: 'user', arn: `arn:aws:iam::${theirs}:user/bob`, accountId: theirs },
  { kind: 'root', arn: `arn:aws:iam::${ours}:root`, accountId: ours },
  { kind: 'service', arn: 'cloudtrail.amazonaws.com', service: 'cloudtrail.amazonaws.com', accountId: '' },
];

const targets: [action: string, resource: string][] = [
  ['s3:PutObject', 'arn:aws:s3:::logs/AWSLogs/a.gz'],
  ['s3:GetObject', 'arn:aws:s3:::logs/alice/b.txt'],
  ['s3:ListBucket', 'arn:aws:s3:::logs'],
  ['kms:Decrypt', `arn:aws:kms:us-east-1:${ours}:key/k-1`],
  ['sns:Publish', `arn:aws:sns:us-east-1:${ours}:alerts`],
  ['sqs:SendMessage', `arn:aws:sqs:us-east-1:${ours}:queue`],
  ['sts:AssumeRole', `arn:aws:iam::${ours}:role/app`],
  ['cloudtrail:DeleteTrail', `arn:aws:cloudtrail:us-east-1:${ours}:trail/org`],
];

const contextValues: Record<string, readonly (readonly string[])[]> = {
  'aws:sourceip': [['10.1.2.3'], ['192.0.2.7'], ['2001:db8::1']],
  'aws:principaltag/team': [['blue'], ['Blue'], ['red']],
  'aws:sourcearn': [
    [`arn:aws:cloudtrail:us-east-1:${ours}:trail/org`],
    [`arn:aws:sns:us-east-1:${ours}:alerts`],
  ],
  'aws:multifactorauthpresent': [['true'], ['false']],
  'aws:tagkeys': [['cost'], ['cost', 'owner'], ['owner', 'team']],
  'aws:currenttime': [['2026-03-01T00:00:00Z'], ['2026-09-01T12:30:00Z']],
  's3:max-keys': [['10'], ['1000']],
  's3:prefix': [['alice/'], ['AWSLogs/x']],
};

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const oneOrMore = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof(item, fc.uniqueArray(item, { minLength: 1, maxLength: 3 })) as fc.Arbitrary<T | T[]>;

const action = oneOrMore(
  some(
    '*',
    's3:*',
    's3:Get*',
    'S3:putobject',
    's3:*Object',
    's3:ListBucket',
    'kms:*',
    'kms:Decrypt',
    'sns:Publish',
    'sts:AssumeRole',
    'sqs:Send*',
    'cloudtrail:*',
    's3:?etObject',
    'sts:*',
  ),
);
const resource = oneOrMore(
  some(
    '*',
    'arn:aws:s3:::logs',
    'arn:aws:s3:::logs/*',
    'arn:aws:s3:::logs/AWSLogs/*',
    'arn:aws:s3:::*',
    `arn:aws:s3:::logs/${username}/*`,
    'arn:aws:s3:::log?/*',
    `arn:aws:kms:*:${ours}:key/*`,
    `arn:aws:sns:us-*-1:${ours}:alerts`,
    'arn:aws:sqs:*:*:*',
    `arn:aws:iam::${ours}:role/app`,
    `arn:aws:cloudtrail:*:${ours}:trail/*`,
  ),
);

/** Operator, key, values. */
const condition = fc.oneof(
  fc.tuple(
    some(
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
      'StringEqualsIfExists',
      'StringNotEqualsIfExists',
      'StringLikeIfExists',
    ),
    some('aws:PrincipalTag/team', 's3:prefix'),
    oneOrMore(some('blue', 'BLUE', 'b*', '?lue', 'alice/', `${username}/`, 'AWSLogs/*')),
  ),
  fc.tuple(
    some('IpAddress', 'NotIpAddress', 'IpAddressIfExists'),
    fc.constant('aws:SourceIp'),
    oneOrMore(some('10.0.0.0/8', '192.0.2.7/32', '192.0.2.0/24', '2001:db8::/32')),
  ),
  fc.tuple(
    some('ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEquals', 'ArnLikeIfExists'),
    some('aws:SourceArn', 'aws:PrincipalArn'),
    oneOrMore(
      some(
        `arn:aws:cloudtrail:*:${ours}:trail/*`,
        `arn:aws:sns:us-east-1:${ours}:alerts`,
        `arn:aws:iam::${ours}:role/a*`,
        `arn:aws:iam::*:user/*`,
      ),
    ),
  ),
  fc.tuple(some('Bool', 'BoolIfExists'), some('aws:MultiFactorAuthPresent'), some('true', 'false')),
  fc.tuple(
    some('Null'),
    some('aws:MultiFactorAuthPresent', 'aws:TagKeys', 's3:prefix'),
    some('true', 'false'),
  ),
  fc.tuple(
    some(
      'ForAllValues:StringEquals',
      'ForAnyValue:StringEquals',
      'ForAllValues:StringLike',
      'ForAnyValue:StringLike',
      'ForAllValues:StringNotEquals',
      'ForAnyValue:StringNotEquals',
    ),
    some('aws:TagKeys'),
    oneOrMore(some('cost', 'owner', 'o*', 'team')),
  ),
  fc.tuple(
    some(
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
      'NumericLessThanIfExists',
    ),
    some('s3:max-keys'),
    some('10', '100', '1000'),
  ),
  fc.tuple(
    some(
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ),
    some('aws:CurrentTime'),
    some('2026-03-01T00:00:00Z', '2026-06-01T00:00:00Z'),
  ),
  fc.tuple(
    some('StringEquals', 'StringNotEquals'),
    some('aws:PrincipalAccount', 'aws:ResourceAccount'),
    oneOrMore(some(ours, theirs)),
  ),
);

const conditions = fc.array(condition, { maxLength: 2 }).map((lines) => {
  const block: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, values] of lines) block[operator] = { ...block[operator], [key]: values };
  return block;
});

const effect = fc.oneof(
  { weight: 4, arbitrary: fc.constant('Allow') },
  { weight: 1, arbitrary: fc.constant('Deny') },
);

const body = fc
  .record({
    effect,
    action,
    resource,
    notAction: fc.nat(9),
    notResource: fc.nat(9),
    conditions: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, conditions),
  })
  .map((part) => ({
    Effect: part.effect,
    [part.notAction === 0 ? 'NotAction' : 'Action']: part.action,
    [part.notResource === 0 ? 'NotResource' : 'Resource']: part.resource,
    ...(Object.keys(part.conditions).length > 0 && { Condition: part.conditions }),
  }));

const principal = fc.oneof(
  some<unknown>(
    '*',
    { AWS: '*' },
    { Service: 'cloudtrail.amazonaws.com' },
    { AWS: ours },
    { AWS: `arn:aws:iam::${theirs}:root` },
  ),
  oneOrMore(
    some(
      ...principals
        .flatMap(({ arn, sessionArn }) => [arn, ...(sessionArn ? [sessionArn] : [])])
        .filter((arn) => arn.startsWith('arn:')),
    ),
  ).map((AWS) => ({ AWS })),
);

const policyOf = (statement: fc.Arbitrary<object>, maxLength = 3) =>
  fc.record({
    Version: fc.constant('2012-10-17'),
    Statement: fc.array(statement, { minLength: 1, maxLength }),
  });

export const fullAccess = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

const accountDecides = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ours}:root` }, Action: '*', Resource: '*' },
  ],
};

export type Policy = { Version: string; Statement: object[] };

/** Policies as objects; `texts` makes them what the evaluator takes. */
export interface Case {
  readonly request: AuthorizationRequest;
  readonly identity: Policy[];
  readonly boundary: Policy | undefined;
  readonly session: Policy | undefined;
  readonly resource: Policy | undefined;
  readonly serviceControl: Policy[][];
  readonly resourceControl: Policy[][];
}

const identityPolicy = policyOf(body);
const maybe = <T>(item: fc.Arbitrary<T>, weight = 2): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: item });
const often = fc.oneof({ weight: 2, arbitrary: fc.constant<Policy>(fullAccess) }, identityPolicy);

export const resourcePolicy: fc.Arbitrary<Policy> = policyOf(
  fc.tuple(body, principal, fc.nat(11)).map(([statement, who, not]) => ({
    ...statement,
    [not === 0 && statement.Effect === 'Deny' ? 'NotPrincipal' : 'Principal']: who,
  })),
);

export const allowStatement = body.map((statement) => ({ ...statement, Effect: 'Allow' }));

const context = fc.record(
  Object.fromEntries(Object.entries(contextValues).map(([key, values]) => [key, some(...values)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, readonly string[]>>;

const request: fc.Arbitrary<AuthorizationRequest> = fc
  .record({ principal: some(...principals), target: some(...targets), context })
  .map(({ principal, target: [actionName, resourceArn], context }) => ({
    principal,
    action: actionName,
    resource: resourceArn,
    resourceAccountId: ours,
    // AWS gives the keys of a listing to listings alone.
    context: Object.fromEntries(
      Object.entries(context).filter(([key]) => !key.startsWith('s3:') || actionName === 's3:ListBucket'),
    ),
  }));

const resourceControlPolicy: fc.Arbitrary<Policy> = policyOf(
  fc
    .record({
      service: oneOrMore(some('s3:*', 's3:Put*', 'kms:Decrypt', 'sts:AssumeRole', 'sqs:*')),
      resource,
      conditions,
    })
    .map((part) => ({
      Effect: 'Deny',
      Principal: '*',
      Action: part.service,
      Resource: part.resource,
      ...(Object.keys(part.conditions).length > 0 && { Condition: part.conditions }),
    })),
  1,
);

export const evaluationCase: fc.Arbitrary<Case> = fc
  .record({
    request,
    identity: fc.array(fc.oneof(often, identityPolicy), { maxLength: 3 }),
    boundary: maybe(often),
    session: maybe(often),
    resource: maybe(resourcePolicy, 1),
    serviceControl: maybe(
      fc.array(fc.array(often, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
      1,
    ).map((levels) => levels ?? []),
    resourceControl: maybe(
      fc.array(fc.array(resourceControlPolicy, { maxLength: 1 }), { minLength: 1, maxLength: 2 }),
      2,
    ).map((levels) => levels ?? []),
  })
  // Sessions alone have session policies, and a service or root user has no boundary.
  .map((generated) => ({
    ...generated,
    session: generated.request.principal.sessionArn === undefined ? undefined : generated.session,
    // A key and a role always have a policy; this is the one that keys are made with.
    resource:
      generated.resource ?? (/^(kms|sts):/.test(generated.request.action) ? accountDecides : undefined),
    // A service belongs to no account: nothing but the resource's side bears on it.
    ...(generated.request.principal.kind === 'service' && { identity: [], serviceControl: [] }),
    boundary: ['user', 'role'].includes(generated.request.principal.kind) ? generated.boundary : undefined,
  }));

export function texts(generated: Case): ApplicablePolicies {
  const write = (policies: readonly Policy[]) => policies.map((policy) => JSON.stringify(policy));
  return {
    identity: write(generated.identity),
    serviceControl: generated.serviceControl.map(write),
    resourceControl: generated.resourceControl.map(write),
    ...(generated.boundary && { boundary: JSON.stringify(generated.boundary) }),
    ...(generated.session && { session: [JSON.stringify(generated.session)] }),
    ...(generated.resource && { resource: JSON.stringify(generated.resource) }),
  };
}
