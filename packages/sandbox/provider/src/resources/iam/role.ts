import { IAM, paginateListAttachedRolePolicies, paginateListRolePolicies } from '@aws-sdk/client-iam';
import type { RoleArgs, RoleState } from '@pulumi/aws/iam/role.js';
import { defineResource } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { tagChanges, tagList, tagMap } from '../../core/tags.ts';
import { afterIam, decodeDocument, MISSING } from './propagation.ts';

const CREATE = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html';

/** A role. Id and import id: its name. */
export const role = defineResource<RoleArgs, RoleState>({
  token: 'aws:iam/role:Role',
  properties: {
    assumeRolePolicy: { required: true, json: 'policy' },
    description: {},
    forceDetachPolicies: { default: false, writeOnly: true },
    inlinePolicies: { unsupported: 'deprecated in the real provider; use aws.iam.RolePolicy' },
    managedPolicyArns: { unsupported: 'deprecated in the real provider; use aws.iam.RolePolicyAttachment' },
    maxSessionDuration: { default: 3600 },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 64, prefixProperty: 'namePrefix' } },
    namePrefix: { replaces: CREATE, writeOnly: true },
    path: { default: '/', replaces: CREATE },
    permissionsBoundary: {},
    tags: {},
  },
  computed: { arn: true, createDate: true, uniqueId: true },
  async create(inputs, context) {
    const iam = context.client(IAM);
    const RoleName = inputs.name as string;
    await afterIam(context, () =>
      iam.createRole({
        RoleName,
        AssumeRolePolicyDocument: inputs.assumeRolePolicy,
        Description: inputs.description,
        MaxSessionDuration: inputs.maxSessionDuration,
        Path: inputs.path,
        PermissionsBoundary: inputs.permissionsBoundary,
        Tags: tagList(inputs.tags),
      }),
    );
    return RoleName;
  },
  async read(id, context) {
    const answer = await orMissing(context.client(IAM).getRole({ RoleName: id }), ...MISSING);
    const found = answer?.Role;
    if (!found) return undefined;
    return {
      arn: found.Arn,
      assumeRolePolicy: decodeDocument(found.AssumeRolePolicyDocument),
      createDate: found.CreateDate?.toISOString().replace(/\.\d{3}Z/, 'Z'),
      description: found.Description,
      maxSessionDuration: found.MaxSessionDuration ?? 3600,
      name: id,
      path: found.Path,
      permissionsBoundary: found.PermissionsBoundary?.PermissionsBoundaryArn,
      tags: tagMap(found.Tags),
      uniqueId: found.RoleId,
    };
  },
  async update(id, inputs, context) {
    const iam = context.client(IAM);
    const RoleName = id;
    if (context.changed('assumeRolePolicy')) {
      await afterIam(context, () =>
        iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: inputs.assumeRolePolicy }),
      );
    }
    if (context.changed('description', 'maxSessionDuration')) {
      await iam.updateRole({
        RoleName,
        Description: inputs.description ?? '',
        MaxSessionDuration: inputs.maxSessionDuration,
      });
    }
    if (context.changed('permissionsBoundary')) {
      const PermissionsBoundary = inputs.permissionsBoundary;
      if (PermissionsBoundary) await iam.putRolePermissionsBoundary({ RoleName, PermissionsBoundary });
      else await iam.deleteRolePermissionsBoundary({ RoleName });
    }
    if (context.changed('tags')) {
      const { set, removed } = tagChanges(context.old.tags, inputs.tags);
      if (Object.keys(set).length > 0) await iam.tagRole({ RoleName, Tags: tagList(set) });
      if (removed.length > 0) await iam.untagRole({ RoleName, TagKeys: removed });
    }
  },
  async delete(id, context) {
    const iam = context.client(IAM);
    if (context.old.forceDetachPolicies) await orMissing(detachAll(iam, id), ...MISSING);
    await orMissing(
      afterIam(context, () => iam.deleteRole({ RoleName: id })),
      ...MISSING,
    );
  },
});

async function detachAll(iam: IAM, RoleName: string): Promise<void> {
  for await (const page of paginateListAttachedRolePolicies({ client: iam }, { RoleName })) {
    for (const { PolicyArn } of page.AttachedPolicies ?? [])
      await iam.detachRolePolicy({ RoleName, PolicyArn });
  }
  for await (const page of paginateListRolePolicies({ client: iam }, { RoleName })) {
    for (const PolicyName of page.PolicyNames ?? []) await iam.deleteRolePolicy({ RoleName, PolicyName });
  }
}
