import { IAM } from '@aws-sdk/client-iam';
import type { RolePolicyArgs, RolePolicyState } from '@pulumi/aws/iam/rolePolicy.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { afterIam, decodeDocument, MISSING } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html';

/** A policy inside a role. Id and import id: `role:policy`. */
export const rolePolicy = defineResource<RolePolicyArgs, RolePolicyState>({
  token: 'aws:iam/rolePolicy:RolePolicy',
  properties: {
    name: { computed: true, replaces: PUT, autoname: { maxLength: 128, prefixProperty: 'namePrefix' } },
    namePrefix: { replaces: PUT, writeOnly: true },
    policy: { required: true, json: 'policy' },
    role: { required: true, replaces: PUT },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return `${inputs.role}:${inputs.name}`;
  },
  async read(id, context) {
    const [RoleName = '', PolicyName = ''] = id.split(':');
    if (!PolicyName) throw new Error(`"${id}" is not the id of a role policy: import it as <role>:<policy>`);
    const answer = await orMissing(context.client(IAM).getRolePolicy({ RoleName, PolicyName }), ...MISSING);
    return answer && { name: PolicyName, policy: decodeDocument(answer.PolicyDocument), role: RoleName };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    const [RoleName = '', PolicyName = ''] = id.split(':');
    await orMissing(context.client(IAM).deleteRolePolicy({ RoleName, PolicyName }), ...MISSING);
  },
});

async function put(inputs: Inputs<RolePolicyArgs>, context: ResourceContext): Promise<void> {
  const iam = context.client(IAM);
  await afterIam(context, () =>
    iam.putRolePolicy({ RoleName: inputs.role, PolicyName: inputs.name, PolicyDocument: inputs.policy }),
  );
}
