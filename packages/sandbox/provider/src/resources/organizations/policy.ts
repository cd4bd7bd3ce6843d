import { Organizations, type PolicyType } from '@aws-sdk/client-organizations';
import type { PolicyArgs, PolicyState } from '@pulumi/aws/organizations/policy.js';
import { defineResource } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagList } from '../../core/tags.ts';
import { changeTags, readTags } from './tags.ts';

const CREATE = 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html';

/** A policy of the organization: SCP, RCP, tag policy… Id and import id: `p-…`. */
export const policy = defineResource<PolicyArgs, PolicyState>({
  token: 'aws:organizations/policy:Policy',
  properties: {
    content: { required: true, json: 'policy' },
    description: {},
    name: { computed: true, autoname: { maxLength: 128 } },
    skipDestroy: { writeOnly: true },
    tags: {},
    type: { default: 'SERVICE_CONTROL_POLICY', replaces: CREATE },
  },
  computed: { arn: true },
  async create(inputs, context) {
    const organizations = context.client(Organizations);
    const { Policy } = await context.retry(
      () =>
        organizations.createPolicy({
          Content: inputs.content,
          Description: inputs.description ?? '',
          Name: inputs.name,
          Type: inputs.type as PolicyType,
          Tags: tagList(inputs.tags),
        }),
      (error) => isError(error, ['FinalizingOrganizationException', 'ConcurrentModificationException']),
    );
    return Policy?.PolicySummary?.Id as string;
  },
  async read(id, context) {
    const found = (
      await orMissing(
        context.client(Organizations).describePolicy({ PolicyId: id }),
        'PolicyNotFoundException',
      )
    )?.Policy;
    if (!found) return undefined;
    const summary = found.PolicySummary;
    return {
      arn: summary?.Arn,
      content: found.Content,
      description: summary?.Description,
      name: summary?.Name,
      tags: await readTags(id, context),
      type: summary?.Type,
    };
  },
  async update(id, inputs, context) {
    if (context.changed('content', 'description', 'name')) {
      await context.client(Organizations).updatePolicy({
        PolicyId: id,
        Content: inputs.content,
        Description: inputs.description ?? '',
        Name: inputs.name,
      });
    }
    if (context.changed('tags')) await changeTags(id, context.old.tags, inputs.tags, context);
  },
  async delete(id, context) {
    if (context.old.skipDestroy) return;
    await orMissing(context.client(Organizations).deletePolicy({ PolicyId: id }), 'PolicyNotFoundException');
  },
});
