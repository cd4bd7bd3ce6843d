import type { Caller } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import { ensureServiceLinkedRole } from '../service-linked-role.ts';
import { GuardDutyPrincipal } from './state.ts';

const name = 'AWSServiceRoleForAmazonGuardDuty';

export function serviceRoleArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:role/aws-service-role/${GuardDutyPrincipal}/${name}`;
}

/** GuardDuty acting by itself in an account. */
export function guardDutyCaller(accountId: string, sourceArn?: string): Caller {
  return {
    accountId,
    arn: GuardDutyPrincipal,
    kind: 'service',
    servicePrincipal: GuardDutyPrincipal,
    ...(sourceArn !== undefined && { sourceArn }),
  };
}

/**
 * Makes GuardDuty's role in an account unless it is there: as the user who enables GuardDuty for himself,
 * by GuardDuty itself in members.
 * https://docs.aws.amazon.com/guardduty/latest/ug/using-service-linked-roles.html
 */
export function ensureGuardDutyRole(
  sandbox: SandboxContext,
  accountId: string,
  caller: Caller = guardDutyCaller(accountId),
): Promise<void> {
  return ensureServiceLinkedRole(sandbox, { accountId, name, servicePrincipal: GuardDutyPrincipal }, caller);
}
