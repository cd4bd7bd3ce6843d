import { aws } from '../aws.ts';
import type * as pulumi from '@pulumi/pulumi';
import type { PolicyQuotas } from './policy-quotas.ts';
import { type PolicyType, policyTypeNames } from './policy-type.ts';

/** What is attached to a root, unit or account. */
export interface AttachedPolicies {
  readonly targetId: string;
  /** Names of the policies of one kind that are attached to it itself. */
  readonly names: readonly string[];
}

/** What the policies of an organization leave room for. */
export interface PolicyRoom {
  readonly type: PolicyType;
  readonly quotas: PolicyQuotas;
  readonly targets: readonly AttachedPolicies[];
  /** Policies of this kind in the organization, AWS's own not counted. */
  readonly inOrganization: number;
}

/** Reads what is attached to targets, and how many policies there are. */
export async function readPolicyRoom(
  type: PolicyType,
  targetIds: readonly string[],
  quotas: PolicyQuotas,
  opts?: pulumi.InvokeOptions,
): Promise<PolicyRoom> {
  const { ids } = await aws.organizations.getPolicies({ filter: type }, opts);
  const names = new Map<string, string>();
  const nameOf = async (policyId: string) => {
    const known = names.get(policyId);
    if (known !== undefined) return known;
    const { name } = await aws.organizations.getPolicy({ policyId }, opts);
    names.set(policyId, name);
    return name;
  };
  const targets: AttachedPolicies[] = [];
  for (const targetId of targetIds) {
    const attached = await aws.organizations.getPoliciesForTarget({ filter: type, targetId }, opts);
    const found: string[] = [];
    for (const id of attached.ids) found.push(await nameOf(id));
    targets.push({ targetId, names: found.sort() });
  }
  // AWS's own have ids that say what they are; all others are of random letters and digits.
  const own = ids.filter((id) => !/^p-(RCP)?FullAWSAccess$/.test(id));
  return { type, quotas, targets, inOrganization: own.length };
}

/**
 * Where policies do not fit beside those that are there; one sentence each with the way out. Policies of ours that are
 * attached already take no further room.
 * @param wanted names of the policies that are to be on every target.
 */
export function roomFaults({ type, quotas, targets, inOrganization }: PolicyRoom, wanted: readonly string[]) {
  const [one, several] = policyTypeNames[type];
  const faults: string[] = [];
  for (const { targetId, names } of targets) {
    const missing = wanted.filter((name) => !names.includes(name)).length;
    const left = Math.max(0, quotas.perTarget - names.length);
    if (missing <= left) continue;
    faults.push(
      `${targetId} has ${names.length} of at most ${quotas.perTarget} ${several} attached (${names.join(', ')}), so ${left} more may be; ` +
        `the guardrails need ${missing} more. Merge two of them (a ${one} may have ${quotas.documentLength} characters), ` +
        'detach one, or attach guardrails to organizational units below',
    );
  }
  const attached = new Set(targets.flatMap(({ names }) => names));
  const made = wanted.filter((name) => !attached.has(name)).length;
  const left = Math.max(0, quotas.inOrganization - inOrganization);
  if (made > left) {
    faults.push(
      `The organization has ${inOrganization} of at most ${quotas.inOrganization} ${several}, so ${left} more may be made; ` +
        `the guardrails need ${made} more. Delete some that are attached to nothing`,
    );
  }
  return faults;
}
