import { randomUUID } from 'node:crypto';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { centralHome, SelfManaged } from './central-configuration.ts';
import { isStillPending } from './organization.ts';
import { requireStandard } from './standards.ts';
import { type ConfigurationPolicy, invalidInput, listing, stateOf } from './state.ts';

interface Target {
  readonly AccountId?: string;
  readonly OrganizationalUnitId?: string;
  readonly RootId?: string;
}

interface PolicyInput {
  readonly ServiceEnabled?: boolean;
  readonly EnabledStandardIdentifiers?: string[];
  readonly SecurityControlsConfiguration?: object;
}

/**
 * Policies of central configuration and what they are associated with. They are the administrator's, in the home Region.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/create-associate-policy.html
 */
export const policyOperations: Service['operations'] = {
  CreateConfigurationPolicy: (call, sandbox) => {
    requireHome(call, sandbox);
    const { policies } = stateOf(sandbox);
    const name = String(call.input.Name);
    if (policies.some((one) => one.name === name))
      throw new AwsError('ResourceConflictException', `There is a configuration policy ${name}.`, 409);
    const at = sandbox.clock.now().toISOString();
    const made: ConfigurationPolicy = {
      id: randomUUID(),
      name,
      description: String(call.input.Description ?? ''),
      ...settingsIn(call),
      createdAt: at,
      updatedAt: at,
    };
    policies.push(made);
    return view(made, call);
  },
  UpdateConfigurationPolicy: (call, sandbox) => {
    requireHome(call, sandbox);
    const found = find(call, sandbox);
    const { Name, Description } = call.input as { Name?: string; Description?: string };
    if (Name !== undefined) found.name = Name;
    if (Description !== undefined) found.description = Description;
    if (call.input.ConfigurationPolicy !== undefined) Object.assign(found, settingsIn(call));
    found.updatedAt = sandbox.clock.now().toISOString();
    return view(found, call);
  },
  GetConfigurationPolicy: (call, sandbox) => {
    requireHome(call, sandbox);
    return view(find(call, sandbox), call);
  },
  DeleteConfigurationPolicy: (call, sandbox) => {
    requireHome(call, sandbox);
    const { policies, associations } = stateOf(sandbox);
    const found = find(call, sandbox);
    if (Object.values(associations).some(({ policyId }) => policyId === found.id))
      throw new AwsError(
        'ResourceConflictException',
        'The configuration policy is associated with targets.',
        409,
      );
    policies.splice(policies.indexOf(found), 1);
    return {};
  },
  ListConfigurationPolicies: (call, sandbox) => {
    requireHome(call, sandbox);
    const all = stateOf(sandbox).policies.map((policy) => {
      const { ConfigurationPolicy: _, CreatedAt: __, ...summary } = view(policy, call);
      return { ...summary, ServiceEnabled: policy.serviceEnabled };
    });
    return listing('ConfigurationPolicySummaries', all, call);
  },
  StartConfigurationPolicyAssociation: (call, sandbox) => {
    requireHome(call, sandbox);
    const { associations } = stateOf(sandbox);
    const identifier = String(call.input.ConfigurationPolicyIdentifier);
    const policyId = identifier === SelfManaged ? SelfManaged : find(call, sandbox).id;
    const target = targetIn(call);
    associations[target] = { policyId, at: sandbox.clock.now().toISOString() };
    return associationView(target, associations[target]);
  },
  StartConfigurationPolicyDisassociation: (call, sandbox) => {
    requireHome(call, sandbox);
    const { associations } = stateOf(sandbox);
    const target = targetIn(call);
    if (associations[target] === undefined) throw notAssociated(target);
    delete associations[target];
    return {};
  },
  GetConfigurationPolicyAssociation: (call, sandbox) => {
    requireHome(call, sandbox);
    const target = targetIn(call);
    const found = stateOf(sandbox).associations[target];
    if (found === undefined) throw notAssociated(target);
    return associationView(target, found);
  },
  ListConfigurationPolicyAssociations: (call, sandbox) => {
    requireHome(call, sandbox);
    const all = Object.entries(stateOf(sandbox).associations).map(([target, found]) =>
      associationView(target, found),
    );
    return listing('ConfigurationPolicyAssociationSummaries', all, call);
  },
};

function requireHome(call: Call, sandbox: SandboxContext): void {
  const home = centralHome(sandbox);
  if (home?.administrator === call.caller.accountId && home.region === call.region) {
    if (!isStillPending(call, sandbox)) return;
    throw new AwsError('InvalidAccessException', 'Central configuration is still being enabled.', 401);
  }
  throw new AwsError(
    'InvalidAccessException',
    'Configuration policies belong to the administrator of central configuration, in its home Region.',
    401,
  );
}

function settingsIn(call: Call): Pick<ConfigurationPolicy, 'serviceEnabled' | 'standards' | 'controls'> {
  const { SecurityHub: given = {} } = call.input.ConfigurationPolicy as { SecurityHub?: PolicyInput };
  const { ServiceEnabled, EnabledStandardIdentifiers: standards, SecurityControlsConfiguration } = given;
  if (ServiceEnabled === undefined) throw invalidInput('ServiceEnabled is missing.');
  if (ServiceEnabled && (standards === undefined || SecurityControlsConfiguration === undefined))
    throw invalidInput('A policy that enables Security Hub names standards and how controls are configured.');
  for (const arn of standards ?? []) requireStandard(arn);
  return {
    serviceEnabled: ServiceEnabled,
    standards: standards ?? [],
    controls: SecurityControlsConfiguration,
  };
}

function find({ input }: Call, sandbox: SandboxContext): ConfigurationPolicy {
  const identifier = String(input.Identifier ?? input.ConfigurationPolicyIdentifier);
  const id = identifier.split('/').at(-1);
  const found = stateOf(sandbox).policies.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new AwsError('ResourceNotFoundException', `There is no configuration policy ${identifier}.`, 404);
}

function targetIn({ input }: Call): string {
  const { AccountId, OrganizationalUnitId, RootId } = (input.Target ?? {}) as Target;
  const target = AccountId ?? OrganizationalUnitId ?? RootId;
  if (target === undefined) throw invalidInput('The target is missing.');
  return target;
}

function notAssociated(target: string): AwsError {
  return new AwsError('ResourceNotFoundException', `${target} is associated with no configuration.`, 404);
}

function view(policy: ConfigurationPolicy, { caller, region }: Call) {
  return {
    Arn: `arn:aws:securityhub:${region}:${caller.accountId}:configuration-policy/${policy.id}`,
    Id: policy.id,
    Name: policy.name,
    Description: policy.description,
    UpdatedAt: new Date(policy.updatedAt),
    CreatedAt: new Date(policy.createdAt),
    ConfigurationPolicy: {
      SecurityHub: {
        ServiceEnabled: policy.serviceEnabled,
        EnabledStandardIdentifiers: policy.standards,
        ...(policy.controls === undefined ? {} : { SecurityControlsConfiguration: policy.controls }),
      },
    },
  };
}

function associationView(target: string, { policyId, at }: { policyId: string; at: string }): object {
  const types = { r: 'ROOT', o: 'ORGANIZATIONAL_UNIT' } as const;
  return {
    ConfigurationPolicyId: policyId,
    TargetId: target,
    TargetType: types[target[0] as 'r' | 'o'] ?? 'ACCOUNT',
    AssociationType: 'APPLIED',
    UpdatedAt: new Date(at),
    AssociationStatus: 'SUCCESS',
    AssociationStatusMessage: '',
  };
}
