import { IAM, paginateListRoles } from '@aws-sdk/client-iam';
import type { GetRoleArgs, GetRoleResult } from '@pulumi/aws/iam/getRole.js';
import type { GetRolesArgs, GetRolesResult } from '@pulumi/aws/iam/getRoles.js';
import { defineFunction } from '../core/function.ts';
import { tagMap } from '../core/tags.ts';

const time = (value: Date | undefined) => value?.toISOString().replace('.000Z', 'Z') ?? '';

/** A role by name. */
export const getRole = defineFunction<GetRoleArgs, GetRoleResult>({
  token: 'aws:iam/getRole:getRole',
  args: { name: true, tags: false },
  async invoke({ name }, context) {
    const { Role: role } = await context.client(IAM, 'us-east-1').getRole({ RoleName: name });
    const used = role?.RoleLastUsed;
    return {
      arn: role?.Arn ?? '',
      assumeRolePolicy: decodeURIComponent(role?.AssumeRolePolicyDocument ?? ''),
      createDate: time(role?.CreateDate),
      description: role?.Description ?? '',
      id: name,
      maxSessionDuration: role?.MaxSessionDuration ?? 3600,
      name,
      path: role?.Path ?? '/',
      permissionsBoundary: role?.PermissionsBoundary?.PermissionsBoundaryArn ?? '',
      roleLastUseds: used?.LastUsedDate
        ? [{ lastUsedDate: time(used.LastUsedDate), region: used.Region ?? '' }]
        : [],
      tags: tagMap(role?.Tags),
      uniqueId: role?.RoleId ?? '',
    };
  },
});

/** Roles of the account by path and name. */
export const getRoles = defineFunction<GetRolesArgs, GetRolesResult>({
  token: 'aws:iam/getRoles:getRoles',
  args: { nameRegex: true, pathPrefix: true },
  async invoke({ nameRegex, pathPrefix }, context) {
    const wanted = nameRegex === undefined ? undefined : new RegExp(nameRegex);
    const found: { arn: string; name: string }[] = [];
    const pages = paginateListRoles(
      { client: context.client(IAM, 'us-east-1') },
      pathPrefix ? { PathPrefix: pathPrefix } : {},
    );
    for await (const page of pages) {
      for (const { Arn: arn = '', RoleName: name = '' } of page.Roles ?? []) {
        if (wanted?.test(name) ?? true) found.push({ arn, name });
      }
    }
    return {
      arns: found.map(({ arn }) => arn),
      id: context.region,
      names: found.map(({ name }) => name),
      ...(nameRegex === undefined ? {} : { nameRegex }),
      ...(pathPrefix === undefined ? {} : { pathPrefix }),
    };
  },
});
