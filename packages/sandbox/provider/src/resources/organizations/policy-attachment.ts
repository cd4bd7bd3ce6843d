import { Organizations, paginateListTargetsForPolicy } from '@aws-sdk/client-organizations';
import type {
  PolicyAttachmentArgs,
  PolicyAttachmentState,
} from '@pulumi/aws/organizations/policyAttachment.js';
import { defineResource } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';

const ATTACH = 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html';

/** A policy on a root, unit or account. Id and import id: `target:policy`. */
export const policyAttachment = defineResource<PolicyAttachmentArgs, PolicyAttachmentState>({
  token: 'aws:organizations/policyAttachment:PolicyAttachment',
  properties: {
    policyId: { required: true, replaces: ATTACH },
    skipDestroy: { writeOnly: true },
    targetId: { required: true, replaces: ATTACH },
  },
  computed: {},
  async create(inputs, context) {
    const organizations = context.client(Organizations);
    await context.retry(
      () => organizations.attachPolicy({ PolicyId: inputs.policyId, TargetId: inputs.targetId }),
      (error) =>
        isError(error, [
          'FinalizingOrganizationException',
          'ConcurrentModificationException',
          'PolicyTypeNotEnabledException',
        ]),
      60_000,
    );
    return `${inputs.targetId}:${inputs.policyId}`;
  },
  async read(id, context) {
    const [targetId, policyId] = parts(id);
    const find = async () => {
      for await (const page of paginateListTargetsForPolicy(
        { client: context.client(Organizations) },
        { PolicyId: policyId },
      )) {
        if (page.Targets?.some(({ TargetId }) => TargetId === targetId)) return { policyId, targetId };
      }
      return undefined;
    };
    return orMissing(find(), 'PolicyNotFoundException');
  },
  async delete(id, context) {
    if (context.old.skipDestroy) return;
    const [TargetId, PolicyId] = parts(id);
    await orMissing(
      context.client(Organizations).detachPolicy({ PolicyId, TargetId }),
      'PolicyNotAttachedException',
      'PolicyNotFoundException',
      'TargetNotFoundException',
    );
  },
});

function parts(id: string): [targetId: string, policyId: string] {
  const [targetId, policyId] = id.split(':');
  if (!targetId || !policyId) throw new Error(`"${id}" is not of the form <target>:<policy>`);
  return [targetId, policyId];
}
