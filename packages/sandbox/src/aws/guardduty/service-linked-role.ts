import type { Caller } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { GuardDutyPrincipal } from './state.ts';

const RoleName = 'AWSServiceRoleForAmazonGuardDuty';
/** IAM has one endpoint for all regions. */
const IamRegion = 'us-east-1';

export function serviceRoleArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:role/aws-service-role/${GuardDutyPrincipal}/${RoleName}`;
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
 * Makes GuardDuty's role in an account unless it is there. Who enables GuardDuty for himself needs
 * `iam:CreateServiceLinkedRole`; in members GuardDuty does it through Organizations.
 * https://docs.aws.amazon.com/guardduty/latest/ug/using-service-linked-roles.html
 */
export async function ensureServiceLinkedRole(
  sandbox: SandboxContext,
  accountId: string,
  caller: Caller = guardDutyCaller(accountId),
): Promise<void> {
  try {
    await sandbox.inspect(accountId, IamRegion, 'iam', 'GetRole', { RoleName });
    return;
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'NoSuchEntity') throw error;
  }
  try {
    await sandbox.call(caller, IamRegion, 'iam', 'CreateServiceLinkedRole', {
      AWSServiceName: GuardDutyPrincipal,
    });
  } catch (error) {
    // Another region made it at the same moment.
    if (!(error instanceof AwsError) || error.code !== 'InvalidInput') throw error;
  }
}
