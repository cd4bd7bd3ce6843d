import { S3Control, type Tag } from '@aws-sdk/client-s3-control';
import type { AccessPointArgs, AccessPointState } from '@pulumi/aws/s3/accessPoint.js';
import { defineResource, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagChanges, tagList, tagMap } from '../../core/tags.ts';

const CREATE = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessPoint.html';
const MISSING = 'NoSuchAccessPoint';

/** A named entrance to a bucket with a policy of its own. Id and import id: `account:name`. */
export const accessPoint = defineResource<AccessPointArgs, AccessPointState>({
  token: 'aws:s3/accessPoint:AccessPoint',
  properties: {
    accountId: { computed: true, replaces: CREATE },
    bucket: { required: true, replaces: CREATE },
    bucketAccountId: { computed: true, replaces: CREATE },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 50, lowercase: true } },
    policy: { computed: true, json: 'policy' },
    publicAccessBlockConfiguration: {
      default: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      replaces: CREATE,
    },
    region: { computed: true, replaces: CREATE },
    tags: {},
    vpcConfiguration: { replaces: CREATE },
  },
  computed: {
    alias: true,
    arn: true,
    domainName: true,
    endpoints: true,
    hasPublicAccessPolicy: true,
    networkOrigin: true,
  },
  async create(inputs, context) {
    const control = context.client(S3Control);
    const AccountId = inputs.accountId ?? context.accountId;
    const Name = inputs.name as string;
    const block = inputs.publicAccessBlockConfiguration;
    await control.createAccessPoint({
      AccountId,
      Name,
      Bucket: inputs.bucket,
      ...(inputs.bucketAccountId ? { BucketAccountId: inputs.bucketAccountId } : {}),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: block?.blockPublicAcls ?? true,
        BlockPublicPolicy: block?.blockPublicPolicy ?? true,
        IgnorePublicAcls: block?.ignorePublicAcls ?? true,
        RestrictPublicBuckets: block?.restrictPublicBuckets ?? true,
      },
      ...(inputs.vpcConfiguration ? { VpcConfiguration: { VpcId: inputs.vpcConfiguration.vpcId } } : {}),
      Tags: tagList(inputs.tags),
    });
    const id = `${AccountId}:${Name}`;
    context.created(id);
    if (inputs.policy) await putPolicy(id, inputs.policy, context);
    return id;
  },
  async read(id, context) {
    const control = context.client(S3Control);
    const place = parts(id);
    const found = await orMissing(control.getAccessPoint(place), MISSING);
    if (!found) return undefined;
    const arn = `arn:${context.partition}:s3:${context.region}:${place.AccountId}:accesspoint/${place.Name}`;
    const [policy, status, tags] = await Promise.all([
      orMissing(control.getAccessPointPolicy(place), 'NoSuchAccessPointPolicy'),
      orMissing(control.getAccessPointPolicyStatus(place), 'NoSuchAccessPointPolicy'),
      control.listTagsForResource({ AccountId: place.AccountId, ResourceArn: arn }),
    ]);
    const block = found.PublicAccessBlockConfiguration;
    return {
      accountId: place.AccountId,
      alias: found.Alias,
      arn,
      bucket: found.Bucket,
      bucketAccountId: found.BucketAccountId ?? place.AccountId,
      domainName: `${place.Name}-${place.AccountId}.s3-accesspoint.${context.region}.amazonaws.com`,
      endpoints: found.Endpoints ?? {},
      hasPublicAccessPolicy: status?.PolicyStatus?.IsPublic ?? false,
      name: place.Name,
      networkOrigin: found.NetworkOrigin,
      policy: policy?.Policy ?? '{}',
      ...(block
        ? {
            publicAccessBlockConfiguration: {
              blockPublicAcls: block.BlockPublicAcls,
              blockPublicPolicy: block.BlockPublicPolicy,
              ignorePublicAcls: block.IgnorePublicAcls,
              restrictPublicBuckets: block.RestrictPublicBuckets,
            },
          }
        : {}),
      tags: tagMap(tags.Tags),
      ...(found.VpcConfiguration?.VpcId ? { vpcConfiguration: { vpcId: found.VpcConfiguration.VpcId } } : {}),
    };
  },
  changesOnUpdate: ['hasPublicAccessPolicy'],
  async update(id, inputs, context) {
    const control = context.client(S3Control);
    const place = parts(id);
    if (context.changed('policy')) {
      if (inputs.policy && inputs.policy !== '{}') await putPolicy(id, inputs.policy, context);
      else await orMissing(control.deleteAccessPointPolicy(place), 'NoSuchAccessPointPolicy');
    }
    if (context.changed('tags')) {
      const ResourceArn = `arn:${context.partition}:s3:${context.region}:${place.AccountId}:accesspoint/${place.Name}`;
      const { AccountId } = place;
      const { set, removed } = tagChanges(context.old.tags, inputs.tags);
      const Tags: Tag[] = tagList(set);
      if (Tags.length > 0) await control.tagResource({ AccountId, ResourceArn, Tags });
      if (removed.length > 0) await control.untagResource({ AccountId, ResourceArn, TagKeys: removed });
    }
  },
  async delete(id, context) {
    await orMissing(context.client(S3Control).deleteAccessPoint(parts(id)), MISSING);
  },
});

function parts(id: string): { AccountId: string; Name: string } {
  const [, AccountId, Name] = /^(\d{12}):([a-z0-9-]+)$/.exec(id) ?? [];
  if (!AccountId || !Name) throw new Error(`"${id}" is not of the form account:name`);
  return { AccountId, Name };
}

async function putPolicy(id: string, Policy: string, context: ResourceContext): Promise<void> {
  const control = context.client(S3Control);
  await context.retry(
    () => control.putAccessPointPolicy({ ...parts(id), Policy }),
    // A principal of the policy may be fresh.
    (error) => isError(error, 'MalformedPolicy', /principal/i),
    60_000,
  );
}
