import { type GuardrailsArgs, planGuardrails, PolicyType } from '@trailguard/baseline';
import { type AuthorizationRequest, evaluate } from '@trailguard/sandbox/iam';

export const management = '111111111111';
export const archive = '222222222222';
export const security = '333333333333';
export const member = '444444444444';
export const outside = '999999999999';
export const organizationId = 'o-exampleorgid';
export const bucket = 'arn:aws:s3:::trailguard-logs-222222222222-us-east-1';
export const object = `${bucket}/AWSLogs/${organizationId}/${member}/CloudTrail/us-east-1/2026/11/21/file.json.gz`;
export const key = `arn:aws:kms:us-east-1:${archive}:key/1`;

/** Arguments of guardrails; a test states what differs. */
export function guardrailsArgs(different: Partial<GuardrailsArgs> = {}): GuardrailsArgs {
  return {
    namePrefix: 'trailguard',
    targetIds: ['r-ab12'],
    organizationId,
    homeRegion: 'us-east-1',
    logAccountIds: [archive],
    logBucketNames: [
      'trailguard-logs-222222222222-us-east-1',
      'trailguard-access-logs-222222222222-us-east-1',
    ],
    breakGlassRoleArns: [`arn:aws:iam::${archive}:role/TrailGuardBreakGlass`],
    ...different,
  };
}

/** Somebody, whose account lets them do everything. */
export interface Actor {
  readonly principal: AuthorizationRequest['principal'];
  readonly context?: Readonly<Record<string, string>>;
}

const role = (accountId: string, name: string): Actor => ({
  principal: {
    kind: 'role',
    arn: `arn:aws:iam::${accountId}:role/${name}`,
    sessionArn: `arn:aws:sts::${accountId}:assumed-role/${name.split('/').at(-1)}/session`,
    accountId,
    ...(name.startsWith('aws-service-role/') ? { isServiceLinkedRole: true } : {}),
  },
  ...(accountId === outside ? {} : { context: { 'aws:principalorgid': organizationId } }),
});
const root = (accountId: string): Actor => ({
  principal: { kind: 'root', arn: `arn:aws:iam::${accountId}:root`, accountId },
  context: { 'aws:principalorgid': organizationId },
});
const service = (name: string, sourceAccount: string): Actor => ({
  principal: { kind: 'service', arn: name, service: name, accountId: '' },
  context: {
    'aws:sourceaccount': sourceAccount,
    ...(sourceAccount === outside ? {} : { 'aws:sourceorgid': organizationId }),
  },
});

/** Everybody who may try something. */
export const actors = {
  'an administrator of a member': role(member, 'Administrator'),
  'a role of a member with a name like the deploy role': role(member, 'NotOrganizationAccountAccessRole'),
  "a session named like the deploy role's": {
    ...role(member, 'Administrator'),
    principal: {
      ...role(member, 'Administrator').principal,
      sessionArn: `arn:aws:sts::${member}:assumed-role/Administrator/OrganizationAccountAccessRole`,
    },
  },
  'root of a member': root(member),
  'the deploy role of a member': role(member, 'OrganizationAccountAccessRole'),
  'the audit role of a member': role(member, 'TrailGuardAudit'),
  'the preview role of a member': role(member, 'TrailGuardPreview'),
  "GuardDuty's service-linked role in a member": role(
    member,
    'aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty',
  ),
  "Control Tower's role in a member": role(member, 'AWSControlTowerExecution'),
  'an administrator of the security account': role(security, 'Administrator'),
  'the deploy role of the security account': role(security, 'OrganizationAccountAccessRole'),
  'an administrator of the log archive': role(archive, 'Administrator'),
  'root of the log archive': root(archive),
  'the deploy role of the log archive': role(archive, 'OrganizationAccountAccessRole'),
  'the break-glass role': role(archive, 'TrailGuardBreakGlass'),
  "a break-glass role of a member's own": role(member, 'TrailGuardBreakGlass'),
  'an administrator of the management account': role(management, 'Administrator'),
  'a role of another organization': role(outside, 'Reader'),
  anyone: { principal: { kind: 'anonymous', arn: 'anonymous', accountId: '' } },
  'CloudTrail for our trail': service('cloudtrail.amazonaws.com', management),
  "CloudTrail for another organization's trail": service('cloudtrail.amazonaws.com', outside),
  'S3 for our bucket': service('logging.s3.amazonaws.com', archive),
} satisfies Record<string, Actor>;
export type ActorName = keyof typeof actors;

const all = (principal: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...principal }],
  });

/**
 * What comes of an attempt by somebody whom every other policy lets do everything, so that the guardrails alone decide.
 * AWS binds neither principals nor resources of the management account.
 */
export function decide(
  who: ActorName,
  action: string,
  resource: string,
  args: GuardrailsArgs = guardrailsArgs(),
  context: Readonly<Record<string, string>> = {},
): 'may' | 'may not' {
  const actor: Actor = actors[who];
  const { principal } = actor;
  const owner = resource.startsWith('arn:aws:s3:::')
    ? archive
    : resource.split(':')[4] || principal.accountId;
  const documents = (type: PolicyType) => [
    planGuardrails(args)
      .filter((policy) => policy.type === type)
      .map(({ content }) => content),
  ];
  const isMember = (id: string) => [archive, security, member].includes(id);
  const given = { 'aws:requestedregion': 'us-east-1', ...actor.context, ...context };
  const decision = evaluate(
    {
      principal,
      action,
      resource,
      resourceAccountId: owner,
      context: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value]])),
    },
    {
      identity: [all({})],
      // Of one's own account's resources nothing but what is tried here has a policy.
      ...(owner === archive ? { resource: all({ Principal: '*' }) } : {}),
      serviceControl: isMember(principal.accountId)
        ? documents(PolicyType.ServiceControl).map((level) => [all({}), ...level])
        : [],
      resourceControl: isMember(owner) ? documents(PolicyType.ResourceControl) : [],
    },
  );
  return decision.allowed ? 'may' : 'may not';
}

/** A row of a table of decisions. */
export type Row = [who: ActorName, action: string, resource: string, verdict: 'may' | 'may not'];
