import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import { page } from '../page.ts';
import type { SandboxContext } from '../service.ts';

/** Service principal whose administrator deploys rules and conformance packs. */
export const RulesPrincipal = 'config-multiaccountsetup.amazonaws.com';
/** Service principal whose administrator aggregates. */
export const ConfigPrincipal = 'config.amazonaws.com';

/** @throws AwsError unless the caller is the management account, or administers the service, which is trusted. */
export function requireOrganization(
  { caller, operation }: Call,
  { organization }: SandboxContext,
  principal: string,
): void {
  const isOurs =
    caller.accountId === organization.managementAccountId ||
    organization.isDelegatedAdministrator(caller.accountId, principal);
  if (!isOurs) {
    throw new AwsError(
      'OrganizationAccessDeniedException',
      'This action can be performed by the management account or a delegated administrator only.',
      400,
    );
  }
  if (operation.startsWith('Put') && !organization.hasTrustedAccess(principal)) {
    throw new AwsError(
      'OrganizationAccessDeniedException',
      'Trusted access for AWS Config is not enabled in the organization.',
      400,
    );
  }
}

/**
 * How a deployment to all accounts ends: it fails where an account has no recorder and is not excluded. Accounts that join later
 * are waited for. https://docs.aws.amazon.com/config/latest/developerguide/config-rule-multi-account-deployment.html
 */
export async function deploymentStatus(
  { region }: Call,
  sandbox: SandboxContext,
  moto: MotoCalls,
  excluded: readonly string[],
): Promise<'CREATE_SUCCESSFUL' | 'CREATE_FAILED'> {
  const accounts = sandbox.organization.accounts().filter(({ status }) => status === 'ACTIVE');
  for (const { id } of accounts) {
    if (excluded.includes(id)) continue;
    const { ConfigurationRecorders } = await moto.call(
      id,
      region,
      'config',
      'DescribeConfigurationRecorders',
      {},
    );
    if (((ConfigurationRecorders as object[] | undefined) ?? []).length === 0) return 'CREATE_FAILED';
  }
  return 'CREATE_SUCCESSFUL';
}

/** A page of a list. */
export function paged(member: string, all: readonly object[], { input }: Call): object {
  const { Limit, NextToken } = input as { Limit?: number; NextToken?: string };
  const { items, next } = page(
    all,
    { MaxResults: Limit || undefined, NextToken },
    { most: 100, invalid: () => new AwsError('InvalidNextTokenException', 'The token is not valid.', 400) },
  );
  return { [member]: items, ...next };
}
