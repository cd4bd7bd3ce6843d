import { Organizations, paginateListOrganizationalUnitsForParent } from '@aws-sdk/client-organizations';
import type {
  GetOrganizationalUnitsArgs,
  GetOrganizationalUnitsResult,
} from '@pulumi/aws/organizations/getOrganizationalUnits.js';
import { defineFunction } from '../core/function.ts';

/** Units right under a root or unit. */
export const getOrganizationalUnits = defineFunction<
  GetOrganizationalUnitsArgs,
  GetOrganizationalUnitsResult
>({
  token: 'aws:organizations/getOrganizationalUnits:getOrganizationalUnits',
  args: { parentId: true },
  async invoke({ parentId }, context) {
    const children = [];
    const pages = paginateListOrganizationalUnitsForParent(
      { client: context.client(Organizations) },
      { ParentId: parentId },
    );
    for await (const page of pages) {
      for (const unit of page.OrganizationalUnits ?? []) {
        children.push({ arn: unit.Arn ?? '', id: unit.Id ?? '', name: unit.Name ?? '' });
      }
    }
    return { children, id: parentId, parentId };
  },
});
