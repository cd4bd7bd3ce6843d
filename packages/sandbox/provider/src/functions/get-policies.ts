import {
  Organizations,
  paginateListPolicies,
  paginateListPoliciesForTarget,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import type { GetPoliciesArgs, GetPoliciesResult } from '@pulumi/aws/organizations/getPolicies.js';
import type {
  GetPoliciesForTargetArgs,
  GetPoliciesForTargetResult,
} from '@pulumi/aws/organizations/getPoliciesForTarget.js';
import { defineFunction } from '../core/function.ts';

/** Ids of an organization's policies of a type. */
export const getPolicies = defineFunction<GetPoliciesArgs, GetPoliciesResult>({
  token: 'aws:organizations/getPolicies:getPolicies',
  args: { filter: true },
  async invoke({ filter }, context) {
    const ids: string[] = [];
    const pages = paginateListPolicies(
      { client: context.client(Organizations) },
      { Filter: filter as PolicyType },
    );
    for await (const page of pages) ids.push(...(page.Policies ?? []).map(({ Id }) => Id ?? ''));
    return { filter, id: context.accountId, ids };
  },
});

/** Ids of the policies of a type that are attached to a root, unit or account itself. */
export const getPoliciesForTarget = defineFunction<GetPoliciesForTargetArgs, GetPoliciesForTargetResult>({
  token: 'aws:organizations/getPoliciesForTarget:getPoliciesForTarget',
  args: { filter: true, targetId: true },
  async invoke({ filter, targetId }, context) {
    const ids: string[] = [];
    const pages = paginateListPoliciesForTarget(
      { client: context.client(Organizations) },
      { Filter: filter as PolicyType, TargetId: targetId },
    );
    for await (const page of pages) ids.push(...(page.Policies ?? []).map(({ Id }) => Id ?? ''));
    return { filter, id: `${targetId}-${filter}`, ids, targetId };
  },
});
