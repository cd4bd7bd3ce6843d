import type { Caller } from './call.ts';
import { AwsError } from './error.ts';
import type { SandboxContext } from './service.ts';

/** IAM has one endpoint for all regions. */
const IamRegion = 'us-east-1';

/**
 * Makes the linked role of a service in an account unless it is there.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/create-service-linked-role.html
 *
 * @param caller who makes it: the user that turns the service on, who needs
 *   `iam:CreateServiceLinkedRole`, or the service itself, which needs nothing.
 */
export async function ensureServiceLinkedRole(
  sandbox: SandboxContext,
  role: { readonly accountId: string; readonly name: string; readonly servicePrincipal: string },
  caller: Caller,
): Promise<void> {
  try {
    await sandbox.inspect(role.accountId, IamRegion, 'iam', 'GetRole', { RoleName: role.name });
    return;
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'NoSuchEntity') throw error;
  }
  try {
    await sandbox.call(caller, IamRegion, 'iam', 'CreateServiceLinkedRole', {
      AWSServiceName: role.servicePrincipal,
    });
  } catch (error) {
    // Another region made it at the same moment.
    if (!(error instanceof AwsError) || error.code !== 'InvalidInput') throw error;
  }
}
