import { Organizations } from '@aws-sdk/client-organizations';
import type { GetPolicyArgs, GetPolicyResult } from '@pulumi/aws/organizations/getPolicy.js';
import { defineFunction } from '../core/function.ts';

/** A policy of the organization with its text. */
export const getPolicy = defineFunction<GetPolicyArgs, GetPolicyResult>({
  token: 'aws:organizations/getPolicy:getPolicy',
  args: { policyId: true },
  async invoke({ policyId }, context) {
    const { Policy: found } = await context.client(Organizations).describePolicy({ PolicyId: policyId });
    const summary = found?.PolicySummary;
    return {
      arn: summary?.Arn ?? '',
      awsManaged: summary?.AwsManaged ?? false,
      content: found?.Content ?? '',
      description: summary?.Description ?? '',
      id: policyId,
      name: summary?.Name ?? '',
      policyId,
      type: summary?.Type ?? '',
    };
  },
});
