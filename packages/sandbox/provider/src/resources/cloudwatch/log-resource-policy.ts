import { CloudWatchLogs, type ResourcePolicy } from '@aws-sdk/client-cloudwatch-logs';
import type {
  LogResourcePolicyArgs,
  LogResourcePolicyState,
} from '@pulumi/aws/cloudwatch/logResourcePolicy.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html';

/** What services may do with log groups of an account and region. Id and import id: the policy's name. */
export const logResourcePolicy = defineResource<LogResourcePolicyArgs, LogResourcePolicyState>({
  token: 'aws:cloudwatch/logResourcePolicy:LogResourcePolicy',
  properties: {
    policyDocument: { required: true, json: 'policy' },
    policyName: { required: true, replaces: PUT },
    region: { computed: true, replaces: PUT },
    resourceArn: { unsupported: 'policies of one log group' },
  },
  computed: { policyScope: true, revisionId: true },
  async create(inputs, context) {
    const policyName = inputs.policyName as string;
    await put(policyName, inputs.policyDocument, context);
    return policyName;
  },
  async read(id, context) {
    const policy = await find(id, context);
    return (
      policy && {
        policyName: id,
        policyDocument: policy.policyDocument,
        policyScope: policy.policyScope,
        revisionId: policy.revisionId,
      }
    );
  },
  update: (id, inputs, context) => put(id, inputs.policyDocument, context),
  async delete(id, context) {
    await orMissing(
      context.client(CloudWatchLogs).deleteResourcePolicy({ policyName: id }),
      'ResourceNotFoundException',
    );
  },
});

async function put(policyName: string, policyDocument: string, context: ResourceContext): Promise<void> {
  await context.client(CloudWatchLogs).putResourcePolicy({ policyName, policyDocument });
}

async function find(name: string, context: ResourceContext): Promise<ResourcePolicy | undefined> {
  let nextToken: string | undefined;
  do {
    const page = await context.client(CloudWatchLogs).describeResourcePolicies({ nextToken });
    const found = page.resourcePolicies?.find(({ policyName }) => policyName === name);
    if (found) return found;
    nextToken = page.nextToken;
  } while (nextToken);
  return undefined;
}
