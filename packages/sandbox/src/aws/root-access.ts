import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import type { SandboxContext, Service } from './service.ts';

const features = ['RootCredentialsManagement', 'RootSessions'] as const;
type Feature = (typeof features)[number];

/**
 * Central management of members' root users, which moto lacks. Trusted access for IAM comes first.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
 */
export const rootAccessOperations: Service['operations'] = {
  ListOrganizationsFeatures: (call, sandbox) => answer(call, sandbox),
  EnableOrganizationsRootCredentialsManagement: (call, sandbox) =>
    change(call, sandbox, 'RootCredentialsManagement', true),
  DisableOrganizationsRootCredentialsManagement: (call, sandbox) =>
    change(call, sandbox, 'RootCredentialsManagement', false),
  EnableOrganizationsRootSessions: (call, sandbox) => change(call, sandbox, 'RootSessions', true),
  DisableOrganizationsRootSessions: (call, sandbox) => change(call, sandbox, 'RootSessions', false),
};

interface RootAccess {
  enabled: Feature[];
}

function stateOf(sandbox: SandboxContext): RootAccess {
  return sandbox.state<RootAccess>('root-access', () => ({ enabled: [] }));
}

function change(call: Call, sandbox: SandboxContext, feature: Feature, isOn: boolean): object {
  requireStanding(call, sandbox);
  const state = stateOf(sandbox);
  state.enabled = features.filter((one) => (one === feature ? isOn : state.enabled.includes(one)));
  return answer(call, sandbox);
}

function answer(call: Call, sandbox: SandboxContext): object {
  requireStanding(call, sandbox);
  return { OrganizationId: sandbox.organization.id, EnabledFeatures: stateOf(sandbox).enabled };
}

function requireStanding({ caller }: Call, { organization }: SandboxContext): void {
  const isAdministrator = organization.isDelegatedAdministrator(caller.accountId, 'iam.amazonaws.com');
  if (caller.accountId !== organization.managementAccountId && !isAdministrator) {
    throw new AwsError(
      'AccountNotManagementOrDelegatedAdministratorException',
      'The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.',
    );
  }
  if (!organization.hasTrustedAccess('iam.amazonaws.com')) {
    throw new AwsError(
      'ServiceAccessNotEnabledException',
      'The request was rejected because trusted access is not enabled for IAM in Organizations.',
    );
  }
}
