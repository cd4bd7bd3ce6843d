import { IAM, paginateListPolicyVersions } from '@aws-sdk/client-iam';
import type { PolicyArgs, PolicyState } from '@pulumi/aws/iam/policy.js';
import { defineResource } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { tagChanges, tagList, tagMap } from '../../core/tags.ts';
import { afterIam, decodeDocument, MISSING } from './propagation.ts';

const CREATE = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html';

/** IAM keeps this many versions: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html */
const MAX_VERSIONS = 5;

/** A customer managed policy. Id and import id: its ARN. */
export const policy = defineResource<PolicyArgs, PolicyState>({
  token: 'aws:iam/policy:Policy',
  properties: {
    delayAfterPolicyCreationInMs: { unsupported: 'a pause after the creation' },
    description: { replaces: CREATE },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 128, prefixProperty: 'namePrefix' } },
    namePrefix: { replaces: CREATE, writeOnly: true },
    path: { default: '/', replaces: CREATE },
    policy: { required: true, json: 'policy' },
    tags: {},
  },
  computed: { arn: true, attachmentCount: true, policyId: true },
  async create(inputs, context) {
    const { Policy } = await context.client(IAM).createPolicy({
      PolicyName: inputs.name,
      Description: inputs.description,
      Path: inputs.path,
      PolicyDocument: inputs.policy,
      Tags: tagList(inputs.tags),
    });
    return Policy?.Arn as string;
  },
  async read(id, context) {
    const iam = context.client(IAM);
    const found = (await orMissing(iam.getPolicy({ PolicyArn: id }), ...MISSING))?.Policy;
    if (!found) return undefined;
    const [version, { Tags }] = await Promise.all([
      iam.getPolicyVersion({ PolicyArn: id, VersionId: found.DefaultVersionId }),
      iam.listPolicyTags({ PolicyArn: id }),
    ]);
    return {
      arn: id,
      attachmentCount: found.AttachmentCount ?? 0,
      description: found.Description,
      name: found.PolicyName,
      path: found.Path,
      policy: decodeDocument(version.PolicyVersion?.Document),
      policyId: found.PolicyId,
      tags: tagMap(Tags),
    };
  },
  async update(id, inputs, context) {
    const iam = context.client(IAM);
    if (context.changed('policy')) {
      await makeRoom(iam, id);
      await afterIam(context, () =>
        iam.createPolicyVersion({ PolicyArn: id, PolicyDocument: inputs.policy, SetAsDefault: true }),
      );
    }
    if (context.changed('tags')) {
      const { set, removed } = tagChanges(context.old.tags, inputs.tags);
      if (Object.keys(set).length > 0) await iam.tagPolicy({ PolicyArn: id, Tags: tagList(set) });
      if (removed.length > 0) await iam.untagPolicy({ PolicyArn: id, TagKeys: removed });
    }
  },
  async delete(id, context) {
    const iam = context.client(IAM);
    const versions = await orMissing(oldVersions(iam, id), ...MISSING);
    for (const VersionId of versions ?? []) await iam.deletePolicyVersion({ PolicyArn: id, VersionId });
    await orMissing(
      afterIam(context, () => iam.deletePolicy({ PolicyArn: id })),
      ...MISSING,
    );
  },
});

async function makeRoom(iam: IAM, PolicyArn: string): Promise<void> {
  const versions = await oldVersions(iam, PolicyArn);
  const [oldest] = versions;
  if (oldest && versions.length >= MAX_VERSIONS - 1)
    await iam.deletePolicyVersion({ PolicyArn, VersionId: oldest });
}

/** Versions that are not in force, oldest first. */
async function oldVersions(iam: IAM, PolicyArn: string): Promise<string[]> {
  const versions: string[] = [];
  for await (const page of paginateListPolicyVersions({ client: iam }, { PolicyArn })) {
    for (const version of page.Versions ?? [])
      if (!version.IsDefaultVersion && version.VersionId) versions.push(version.VersionId);
  }
  return versions.sort((left, right) => Number(left.slice(1)) - Number(right.slice(1)));
}
