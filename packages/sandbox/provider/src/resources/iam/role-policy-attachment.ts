import { IAM, paginateListAttachedRolePolicies } from '@aws-sdk/client-iam';
import type {
  RolePolicyAttachmentArgs,
  RolePolicyAttachmentState,
} from '@pulumi/aws/iam/rolePolicyAttachment.js';
import { defineResource } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { afterIam, MISSING } from './propagation.ts';

const ATTACH = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html';

/** A managed policy of a role. Id and import id: `role/policy ARN`. */
export const rolePolicyAttachment = defineResource<RolePolicyAttachmentArgs, RolePolicyAttachmentState>({
  token: 'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
  properties: {
    policyArn: { required: true, replaces: ATTACH },
    role: { required: true, replaces: ATTACH },
  },
  computed: {},
  async create(inputs, context) {
    const iam = context.client(IAM);
    await afterIam(context, () =>
      iam.attachRolePolicy({ RoleName: inputs.role, PolicyArn: inputs.policyArn }),
    );
    return `${inputs.role}/${inputs.policyArn}`;
  },
  async read(id, context) {
    const [role, policyArn] = parts(id);
    const find = async () => {
      for await (const page of paginateListAttachedRolePolicies(
        { client: context.client(IAM) },
        { RoleName: role },
      )) {
        if (page.AttachedPolicies?.some(({ PolicyArn }) => PolicyArn === policyArn))
          return { policyArn, role };
      }
      return undefined;
    };
    return orMissing(find(), ...MISSING);
  },
  async delete(id, context) {
    const [RoleName, PolicyArn] = parts(id);
    const iam = context.client(IAM);
    await orMissing(
      afterIam(context, () => iam.detachRolePolicy({ RoleName, PolicyArn })),
      ...MISSING,
    );
  },
});

function parts(id: string): [role: string, policyArn: string] {
  const slash = id.indexOf('/');
  if (slash < 0)
    throw new Error(`"${id}" is not the id of a policy attachment: import it as <role>/<policy ARN>`);
  return [id.slice(0, slash), id.slice(slash + 1)];
}
