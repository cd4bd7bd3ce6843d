import type {
  AccessAnalyzer,
  AccountAccess,
  ControlPolicy,
  Identity,
  IdentityPolicy,
} from '../../src/model/estate.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/model/policy-document.ts';

/** A document of these statements. */
export function aDocument(...statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

/** A trust that lets a service take a role. */
export function aServiceTrust(service: string, Condition?: PolicyStatement['Condition']): PolicyDocument {
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' } as const;
  return aDocument(Condition === undefined ? statement : { ...statement, Condition });
}

/** A trust that lets people of an account take a role, with MFA. */
export function aPersonalTrust(
  Condition: PolicyStatement['Condition'] = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
): PolicyDocument {
  return aDocument({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111111111111:root' },
    Action: 'sts:AssumeRole',
    ...(Condition === undefined ? {} : { Condition }),
  });
}

/** A role that people take with MFA and that holds nothing. */
export function aRole(differing: Partial<Identity> = {}): Identity {
  const { name = 'reader' } = differing;
  return {
    kind: 'role',
    name,
    path: '/',
    boundary: null,
    groups: [],
    trust: aPersonalTrust(),
    maximumSessionSeconds: 3600,
    lastUsed: null,
    observation: { arn: `arn:aws:iam::444444444444:role/${String(name)}` },
    ...differing,
  };
}

/** A user without permissions. */
export function aUser(differing: Partial<Identity> = {}): Identity {
  return aRole({ kind: 'user', trust: null, maximumSessionSeconds: null, ...differing });
}

/** A policy of the customer's that the role `reader` holds, and that lets it read trails. */
export function anIdentityPolicy(differing: Partial<IdentityPolicy> = {}): IdentityPolicy {
  const { name = 'read-trails' } = differing;
  const id = differing.id ?? `arn:aws:iam::444444444444:policy/${String(name)}`;
  return {
    id,
    name,
    kind: 'customer',
    document: aDocument({ Effect: 'Allow', Action: 'cloudtrail:DescribeTrails', Resource: '*' }),
    heldBy: ['role/reader'],
    observation: { arn: id },
    ...differing,
  };
}

/** Who may do what in an account, where nobody may do much. */
export function anAccountAccess(differing: Partial<AccountAccess> = {}): AccountAccess {
  const { accountId = '444444444444' } = differing;
  return {
    accountId,
    identities: { items: [aRole()], complete: true },
    policies: { items: [anIdentityPolicy()], complete: true },
    observation: { arn: `arn:aws:iam::${accountId}:root` },
    ...differing,
  };
}

/** The role that CloudTrail writes with in the management account, and its policy. */
export function aDeliveryAccess(
  role: Partial<Identity> = {},
  document: PolicyDocument = aDocument({
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: 'arn:aws:logs:us-east-1:111111111111:log-group:trail:log-stream:*',
  }),
): AccountAccess {
  const arn = 'arn:aws:iam::111111111111:role/trail-logs';
  return anAccountAccess({
    accountId: '111111111111',
    identities: {
      items: [
        aRole({
          name: 'trail-logs',
          trust: aServiceTrust('cloudtrail.amazonaws.com'),
          observation: { arn },
          ...role,
        }),
      ],
      complete: true,
    },
    policies: {
      items: [
        anIdentityPolicy({
          id: 'role/trail-logs/write',
          name: 'write',
          kind: 'inline',
          document,
          heldBy: ['role/trail-logs'],
        }),
      ],
      complete: true,
    },
  });
}

/** The break-glass role of the log archive, which people take with MFA for an hour. */
export function aBreakGlassAccess(differing: Partial<Identity> = {}): AccountAccess {
  const arn = 'arn:aws:iam::222222222222:role/break-glass';
  return anAccountAccess({
    accountId: '222222222222',
    identities: {
      items: [aRole({ name: 'break-glass', observation: { arn }, ...differing })],
      complete: true,
    },
    policies: { items: [], complete: true },
  });
}

/** An analyzer of the whole organization, which found nothing. */
export function anAnalyzer(differing: Partial<AccessAnalyzer> = {}): AccessAnalyzer {
  const { accountId = '333333333333', region = 'us-east-1' } = differing;
  return {
    accountId,
    region,
    type: 'ORGANIZATION',
    status: 'ACTIVE',
    activeFindings: [],
    observation: { arn: `arn:aws:access-analyzer:${String(region)}:${String(accountId)}:analyzer/outside` },
    ...differing,
  };
}

const deployRoles = {
  ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/OrganizationAccountAccessRole'] },
};

/** A statement of a control policy that denies actions to everybody but the deploy role. */
export function aDeny(Action: readonly string[], differing: Partial<PolicyStatement> = {}): PolicyStatement {
  return { Effect: 'Deny', Action, Resource: '*', Condition: deployRoles, ...differing };
}

/** A service control policy at the root. */
export function aControlPolicy(
  statements: readonly PolicyStatement[],
  differing: Partial<ControlPolicy> = {},
): ControlPolicy {
  return {
    id: 'p-guardrails',
    name: 'guardrails',
    type: 'SERVICE_CONTROL_POLICY',
    content: aDocument(...statements),
    targets: ['r-root'],
    observation: { arn: 'arn:aws:organizations::111111111111:policy/o-exampleorgid/p-guardrails' },
    ...differing,
  };
}
