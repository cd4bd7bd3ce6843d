import type { Call, Caller } from '../../aws/call.ts';
import { arnAccount } from '../policy/arn-pattern.ts';
import type { AuthorizationRequest } from '../request.ts';
import { callContext, membershipContext } from './context.ts';
import { draftQuestions } from './draft.ts';
import type { Lookups } from './lookups.ts';
import { passedRoles } from './passed-roles.ts';
import type { Context, Draft, Scope } from './rules.ts';
import { rulesFor } from './services.ts';

/**
 * The questions that a call asks of IAM; each of them has to be allowed. The gateway finds the policies for
 * each and hands both to `evaluate`.
 *
 * @throws UnmappedOperation when nothing is known of the operation, so that it cannot slip through undecided.
 */
export async function describeCall(call: Call, lookups: Lookups): Promise<readonly AuthorizationRequest[]> {
  const rules = rulesFor(call.service);
  const partition = call.caller.arn.startsWith('arn:') ? (call.caller.arn.split(':')[1] ?? 'aws') : 'aws';
  const scope: Scope = { call, lookups, accountId: call.caller.accountId, partition };
  const drafts = [...(await draftQuestions(scope, rules)), ...(await passedRoles(scope, rules.prefix))];
  const context = { ...(await callContext(scope)), ...(await rules.context?.(scope)) };
  const principal = principalOf(call.caller);
  return Promise.all(
    drafts.map((draft) => question(draft, principal, context, scope, rules.hasResourcePolicies === true)),
  );
}

async function question(
  draft: Draft,
  principal: AuthorizationRequest['principal'],
  context: Context,
  { lookups, accountId }: Scope,
  hasResourcePolicies: boolean,
): Promise<AuthorizationRequest> {
  // A service whose resources take no policy answers for the caller's account alone; an ARN of another account
  // is the service's to refuse, as CloudTrail does with another account's trail.
  const named = hasResourcePolicies ? arnAccount(draft.resource) : undefined;
  const resourceAccountId = draft.ownerId ?? named ?? accountId;
  const tags = draft.resource === '*' ? undefined : await lookups.resourceTags(draft.resource);
  const tagContext = Object.fromEntries(
    Object.entries(tags ?? {}).map(([key, value]) => [`aws:resourcetag/${key.toLowerCase()}`, [value]]),
  );
  return {
    principal: draft.principal ?? principal,
    action: draft.action,
    resource: draft.resource,
    resourceAccountId,
    context: {
      ...context,
      ...membershipContext('aws:resourceorg', await lookups.membership(resourceAccountId)),
      ...tagContext,
      ...draft.context,
    },
  };
}

/** The principal of a caller; a session is judged as its role. */
export function principalOf(caller: Caller): AuthorizationRequest['principal'] {
  if (caller.kind === 'service') {
    return {
      kind: 'service',
      arn: caller.arn,
      accountId: '',
      service: caller.servicePrincipal ?? caller.arn,
    };
  }
  if (caller.kind !== 'assumed-role')
    return { kind: caller.kind, arn: caller.arn, accountId: caller.accountId };
  const arn = caller.roleArn ?? caller.arn;
  return {
    kind: 'role',
    arn,
    sessionArn: caller.arn,
    accountId: caller.accountId,
    ...(arn.includes(':role/aws-service-role/') && { isServiceLinkedRole: true }),
  };
}
