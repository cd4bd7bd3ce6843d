import { IAM } from '@aws-sdk/client-iam';
import type { ServiceLinkedRoleArgs, ServiceLinkedRoleState } from '@pulumi/aws/iam/serviceLinkedRole.js';
import { defineResource } from '../../core/resource.ts';
import { isError, orMissing, poll } from '../../core/retry.ts';
import { tagChanges, tagList, tagMap } from '../../core/tags.ts';
import { MISSING } from './propagation.ts';

const CREATE = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html';

/** The role that a service acts with. Id and import id: its ARN. */
export const serviceLinkedRole = defineResource<ServiceLinkedRoleArgs, ServiceLinkedRoleState>({
  token: 'aws:iam/serviceLinkedRole:ServiceLinkedRole',
  properties: {
    awsServiceName: { required: true, replaces: CREATE },
    customSuffix: { replaces: CREATE },
    description: {},
    tags: {},
  },
  computed: { arn: true, createDate: true, name: true, path: true, uniqueId: true },
  async create(inputs, context) {
    const iam = context.client(IAM);
    const { Role } = await iam.createServiceLinkedRole({
      AWSServiceName: inputs.awsServiceName,
      CustomSuffix: inputs.customSuffix,
      Description: inputs.description,
    });
    context.created(Role?.Arn as string);
    if (Object.keys(inputs.tags ?? {}).length > 0)
      await iam.tagRole({ RoleName: Role?.RoleName, Tags: tagList(inputs.tags) });
    return Role?.Arn as string;
  },
  async read(id, context) {
    const { serviceName, roleName } = parts(id);
    const found = (await orMissing(context.client(IAM).getRole({ RoleName: roleName }), ...MISSING))?.Role;
    if (!found) return undefined;
    const suffix = roleName.indexOf('_');
    return {
      arn: found.Arn,
      awsServiceName: serviceName,
      createDate: found.CreateDate?.toISOString().replace(/\.\d{3}Z/, 'Z'),
      ...(suffix >= 0 ? { customSuffix: roleName.slice(suffix + 1) } : {}),
      description: found.Description,
      name: roleName,
      path: found.Path,
      tags: tagMap(found.Tags),
      uniqueId: found.RoleId,
    };
  },
  async update(id, inputs, context) {
    const iam = context.client(IAM);
    const RoleName = parts(id).roleName;
    if (context.changed('description'))
      await iam.updateRole({ RoleName, Description: inputs.description ?? '' });
    if (context.changed('tags')) {
      const { set, removed } = tagChanges(context.old.tags, inputs.tags);
      if (Object.keys(set).length > 0) await iam.tagRole({ RoleName, Tags: tagList(set) });
      if (removed.length > 0) await iam.untagRole({ RoleName, TagKeys: removed });
    }
  },
  async delete(id, context) {
    const iam = context.client(IAM);
    const answer = await orMissing(iam.deleteServiceLinkedRole({ RoleName: parts(id).roleName }), ...MISSING);
    const DeletionTaskId = answer?.DeletionTaskId;
    if (!DeletionTaskId) return;
    const task = await poll(
      async () => {
        const status = await iam
          .getServiceLinkedRoleDeletionStatus({ DeletionTaskId })
          .catch((error: unknown) => {
            if (isError(error, [...MISSING])) return { Status: 'SUCCEEDED' as const, Reason: undefined };
            throw error;
          });
        return status.Status === 'SUCCEEDED' || status.Status === 'FAILED' ? status : undefined;
      },
      { timeoutMilliseconds: context.timeoutMilliseconds(10 * 60_000), signal: context.signal },
    );
    if (task?.Status === 'SUCCEEDED') return;
    throw new Error(
      `IAM could not delete the service-linked role ${id}: ${task?.Reason?.Reason ?? 'it takes longer than ten minutes'}`,
    );
  },
});

/** `arn:aws:iam::123456789012:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty` */
function parts(arn: string): { serviceName: string; roleName: string } {
  const match = /:role\/aws-service-role\/([^/]+)\/(.+)$/.exec(arn);
  if (!match) throw new Error(`"${arn}" is not the ARN of a service-linked role`);
  const [, serviceName = '', roleName = ''] = match;
  return { serviceName, roleName };
}
