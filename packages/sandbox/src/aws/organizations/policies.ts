import { requirePolicy } from '../../policy/documents.ts';
import { constraint, failure, invalidInput, notFound } from './errors.ts';
import { policyQuota, policyQuotas } from './quotas.ts';
import type { Handler } from './service.ts';
import { fullAccess, type OrganizationState, type Policy, randomId } from './state.ts';
import { rootView } from './structure.ts';
import { pathTo } from './tree.ts';
import { arns, page, policySummary } from './view.ts';

/** Policies and policy types. */
export const policyOperations: Readonly<Record<string, Handler>> = {
  EnablePolicyType: (call, state) => {
    const type = policyType(call.input.PolicyType);
    requireRoot(state, call.input.RootId);
    if (state.enabledPolicyTypes.includes(type)) {
      throw failure(
        'PolicyTypeAlreadyEnabledException',
        'The specified policy type is already enabled in the specified root.',
      );
    }
    state.enabledPolicyTypes.push(type);
    attachFullAccess(state, type);
    return { Root: rootView(state) };
  },
  DisablePolicyType: (call, state) => {
    const type = policyType(call.input.PolicyType);
    requireRoot(state, call.input.RootId);
    requireEnabled(state, type);
    state.enabledPolicyTypes.splice(state.enabledPolicyTypes.indexOf(type), 1);
    // Attachments do not outlive the type: https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisablePolicyType.html
    for (const policy of state.policies) if (policy.type === type) policy.targets = [];
    return { Root: rootView(state) };
  },
  CreatePolicy: (call, state) => {
    const {
      Name: name,
      Description: description = '',
      Content: content,
      Tags: tags = [],
    } = call.input as {
      Name: string;
      Description?: string;
      Content: string;
      Tags?: { Key: string; Value: string }[];
    };
    const type = policyType(call.input.Type);
    requireEnabledForUse(state, type);
    requireFreeName(state, type, name);
    requireContent(type, content);
    const own = state.policies.filter((other) => other.type === type && !other.awsManaged);
    if (own.length >= policyQuota(type).inOrganization) {
      throw constraint(
        'POLICY_NUMBER_LIMIT_EXCEEDED',
        'You have exceeded the number of policies in this organization.',
      );
    }
    const policy: Policy = {
      id: `p-${randomId(8)}`,
      name,
      description,
      type,
      content,
      awsManaged: false,
      targets: [],
    };
    state.policies.push(policy);
    state.tags[policy.id] = Object.fromEntries(tags.map((tag) => [tag.Key, tag.Value]));
    return { Policy: { PolicySummary: policySummary(state, policy), Content: content } };
  },
  UpdatePolicy: (call, state) => {
    const policy = findPolicy(state, call.input.PolicyId);
    requireCustomer(policy);
    const {
      Name: name,
      Description: description,
      Content: content,
    } = call.input as Record<string, string | undefined>;
    if (name !== undefined && name !== policy.name) requireFreeName(state, policy.type, name);
    if (content !== undefined) requireContent(policy.type, content);
    policy.name = name ?? policy.name;
    policy.description = description ?? policy.description;
    policy.content = content ?? policy.content;
    return { Policy: { PolicySummary: policySummary(state, policy), Content: policy.content } };
  },
  DescribePolicy: (call, state) => {
    const policy = findPolicy(state, call.input.PolicyId);
    return { Policy: { PolicySummary: policySummary(state, policy), Content: policy.content } };
  },
  DeletePolicy: (call, state) => {
    const policy = findPolicy(state, call.input.PolicyId);
    requireCustomer(policy);
    if (policy.targets.length > 0) {
      throw failure('PolicyInUseException', 'The policy is attached to one or more entities.');
    }
    state.policies.splice(state.policies.indexOf(policy), 1);
    delete state.tags[policy.id];
    return {};
  },
  ListPolicies: (call, state) => {
    const type = policyType(call.input.Filter);
    const { items, ...more } = page(
      state.policies.filter((policy) => policy.type === type),
      call.input,
    );
    return { Policies: items.map((policy) => policySummary(state, policy)), ...more };
  },
  AttachPolicy: (call, state) => {
    const policy = findPolicy(state, call.input.PolicyId);
    const target = requireTarget(state, call.input.TargetId);
    requireEnabledForUse(state, policy.type);
    if (policy.targets.includes(target)) {
      throw failure(
        'DuplicatePolicyAttachmentException',
        'The selected policy is already attached to the specified target.',
      );
    }
    const attached = state.policies.filter(
      (other) => other.type === policy.type && other.targets.includes(target),
    );
    if (attached.length >= policyQuota(policy.type).perTarget) {
      throw constraint(
        'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
        'You have attached the maximum number of policies to the specified target.',
      );
    }
    policy.targets.push(target);
    return {};
  },
  DetachPolicy: (call, state) => {
    const policy = findPolicy(state, call.input.PolicyId);
    const target = requireTarget(state, call.input.TargetId);
    if (!policy.targets.includes(target)) {
      throw failure(
        'PolicyNotAttachedException',
        "The policy isn't attached to the specified target in the specified root.",
      );
    }
    const attached = state.policies.filter(
      (other) => other.type === policy.type && other.targets.includes(target),
    );
    if (attached.length === 1 && policy.type === 'SERVICE_CONTROL_POLICY') {
      throw constraint(
        'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
        'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.',
      );
    }
    if (policy.id === fullAccess.RESOURCE_CONTROL_POLICY?.id) {
      throw failure('PolicyChangesInProgressException', 'RCPFullAWSAccess cannot be detached.');
    }
    policy.targets = policy.targets.filter((other) => other !== target);
    return {};
  },
  ListPoliciesForTarget: (call, state) => {
    const target = requireTarget(state, call.input.TargetId);
    const type = policyType(call.input.Filter);
    const found = state.policies.filter((policy) => policy.type === type && policy.targets.includes(target));
    const { items, ...more } = page(found, call.input);
    return { Policies: items.map((policy) => policySummary(state, policy)), ...more };
  },
  ListTargetsForPolicy: (call, state) => {
    const policy = findPolicy(state, call.input.PolicyId);
    const { items, ...more } = page(policy.targets, call.input);
    return { Targets: items.map((id) => targetView(state, id)), ...more };
  },
};

/** Attaches AWS's full-access policy of a type to everything there is. */
export function attachFullAccess(state: OrganizationState, type: string): void {
  const full = fullAccess[type];
  if (!full) return;
  let policy = state.policies.find((candidate) => candidate.id === full.id);
  if (!policy) {
    policy = {
      id: full.id,
      name: full.id.slice(2),
      description:
        type === 'SERVICE_CONTROL_POLICY'
          ? 'Allows access to every operation'
          : 'Allows access to every resource',
      type,
      content: JSON.stringify(full.content),
      awsManaged: true,
      targets: [],
    };
    state.policies.push(policy);
  }
  policy.targets = [
    state.rootId,
    ...state.units.map((unit) => unit.id),
    ...state.accounts.map((account) => account.id),
  ];
}

function policyType(value: unknown): string {
  if (typeof value !== 'string' || !(value in policyQuotas))
    throw invalidInput('You specified an invalid value.');
  return value;
}

function requireRoot(state: OrganizationState, id: unknown): void {
  if (id !== state.rootId) throw notFound.root();
}

function requireEnabled(state: OrganizationState, type: string): void {
  if (!state.enabledPolicyTypes.includes(type)) {
    throw failure(
      'PolicyTypeNotEnabledException',
      'The specified policy type is not currently enabled in this root.',
    );
  }
}

function requireEnabledForUse(state: OrganizationState, type: string): void {
  // Policies can be written while their type is off; only attaching needs it on.
  if (type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY') requireEnabled(state, type);
}

function requireFreeName(state: OrganizationState, type: string, name: string): void {
  if (state.policies.some((policy) => policy.type === type && policy.name === name)) {
    throw failure('DuplicatePolicyException', 'A policy with the same name already exists.');
  }
}

function requireCustomer(policy: Policy): void {
  if (policy.awsManaged) throw invalidInput('You cannot change or delete a policy that AWS manages.');
}

/** Size and syntax. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html */
function requireContent(type: string, content: string): void {
  if (type === 'SERVICE_CONTROL_POLICY') {
    requirePolicy('scp', content);
    return;
  }
  if (type === 'RESOURCE_CONTROL_POLICY') {
    requirePolicy('rcp', content);
    return;
  }
  if (content.length > policyQuota(type).size) {
    throw constraint(
      'POLICY_CONTENT_LIMIT_EXCEEDED',
      `You have exceeded the maximum policy size of ${policyQuota(type).size} bytes.`,
    );
  }
  try {
    JSON.parse(content);
  } catch {
    throw failure(
      'MalformedPolicyDocumentException',
      "The provided policy document doesn't meet the requirements of the specified policy type.",
    );
  }
}

function findPolicy(state: OrganizationState, id: unknown): Policy {
  const policy = state.policies.find((candidate) => candidate.id === id);
  if (!policy) throw notFound.policy();
  return policy;
}

function requireTarget(state: OrganizationState, id: unknown): string {
  if (id === state.rootId) return state.rootId;
  if (typeof id !== 'string' || pathTo(state, id).length < 2) throw notFound.target();
  return id;
}

function targetView(state: OrganizationState, id: string): object {
  const account = state.accounts.find((candidate) => candidate.id === id);
  const unit = state.units.find((candidate) => candidate.id === id);
  if (account) return { TargetId: id, Arn: arns(state).account(id), Name: account.name, Type: 'ACCOUNT' };
  if (unit) return { TargetId: id, Arn: arns(state).unit(id), Name: unit.name, Type: 'ORGANIZATIONAL_UNIT' };
  return { TargetId: id, Arn: arns(state).root, Name: 'Root', Type: 'ROOT' };
}
