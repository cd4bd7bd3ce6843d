import {
  OrganizationsClient,
  paginateListOrganizationalUnitsForParent,
  paginateListPolicies,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import { clientOptions, type Inputs, type LookupScope, textOf } from './lookup-scope.ts';

const clientOf = (scope: LookupScope) => new OrganizationsClient(clientOptions(scope));

/** A policy of the organization: its name is unique among those of its type. */
export async function findOrganizationPolicy(
  inputs: Inputs,
  scope: LookupScope,
): Promise<string | null | undefined> {
  const name = textOf(inputs, 'name');
  if (name === undefined) return undefined;
  const Filter = (textOf(inputs, 'type') ?? 'SERVICE_CONTROL_POLICY') as PolicyType;
  const client = clientOf(scope);
  try {
    for await (const { Policies = [] } of paginateListPolicies({ client }, { Filter })) {
      const found = Policies.find((policy) => policy.Name === name);
      if (found?.Id !== undefined) return found.Id;
    }
    return null;
  } finally {
    client.destroy();
  }
}

/** An organizational unit: its name is unique among those of its parent. */
export async function findOrganizationalUnit(
  inputs: Inputs,
  scope: LookupScope,
): Promise<string | null | undefined> {
  const name = textOf(inputs, 'name');
  const ParentId = textOf(inputs, 'parentId');
  if (name === undefined || ParentId === undefined) return undefined;
  const client = clientOf(scope);
  try {
    const pages = paginateListOrganizationalUnitsForParent({ client }, { ParentId });
    for await (const { OrganizationalUnits = [] } of pages) {
      const found = OrganizationalUnits.find((unit) => unit.Name === name);
      if (found?.Id !== undefined) return found.Id;
    }
    return null;
  } finally {
    client.destroy();
  }
}
