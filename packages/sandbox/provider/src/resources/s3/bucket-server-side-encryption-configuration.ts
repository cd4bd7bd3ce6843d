import { S3, type ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import type {
  BucketServerSideEncryptionConfigurationArgs as Args,
  BucketServerSideEncryptionConfigurationState as State,
} from '@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { afterBucket, NO_BUCKET } from './propagation.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html';
const MISSING = 'ServerSideEncryptionConfigurationNotFoundError';

type Rule = Inputs<Args>['rules'][number];

/** Default encryption of a bucket. Id and import id: the bucket's name. */
export const bucketServerSideEncryptionConfiguration = defineResource<Args, State>({
  token: 'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
  properties: {
    bucket: { required: true, replaces: PUT },
    expectedBucketOwner: { replaces: PUT, writeOnly: true },
    region: { computed: true, replaces: PUT },
    rules: { required: true },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.bucket;
  },
  async read(id, context) {
    const answer = await orMissing(
      context.client(S3).getBucketEncryption({ Bucket: id }),
      MISSING,
      NO_BUCKET,
    );
    const rules = answer?.ServerSideEncryptionConfiguration?.Rules;
    return rules && { bucket: id, rules: rules.map(fromAws) };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    // Falls back to SSE-S3, which every bucket has: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html
    await orMissing(context.client(S3).deleteBucketEncryption({ Bucket: id }), MISSING, NO_BUCKET);
  },
});

async function put(inputs: Inputs<Args>, context: ResourceContext): Promise<void> {
  const s3 = context.client(S3);
  const Rules = inputs.rules.map(toAws);
  await afterBucket(context, () =>
    s3.putBucketEncryption({
      Bucket: inputs.bucket,
      ExpectedBucketOwner: inputs.expectedBucketOwner,
      ServerSideEncryptionConfiguration: { Rules },
    }),
  );
}

function toAws(rule: Rule): ServerSideEncryptionRule {
  const byDefault = rule.applyServerSideEncryptionByDefault;
  return {
    ApplyServerSideEncryptionByDefault: byDefault && {
      SSEAlgorithm: byDefault.sseAlgorithm as 'aws:kms',
      KMSMasterKeyID: byDefault.kmsMasterKeyId,
    },
    BucketKeyEnabled: rule.bucketKeyEnabled,
    ...(rule.blockedEncryptionTypes
      ? { BlockedEncryptionTypes: { EncryptionType: rule.blockedEncryptionTypes as 'NONE'[] } }
      : {}),
  };
}

function fromAws(rule: ServerSideEncryptionRule): Rule {
  const byDefault = rule.ApplyServerSideEncryptionByDefault;
  return {
    ...(byDefault?.SSEAlgorithm
      ? {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: byDefault.SSEAlgorithm,
            kmsMasterKeyId: byDefault.KMSMasterKeyID,
          },
        }
      : {}),
    bucketKeyEnabled: rule.BucketKeyEnabled ?? false,
    ...(rule.BlockedEncryptionTypes?.EncryptionType
      ? { blockedEncryptionTypes: rule.BlockedEncryptionTypes.EncryptionType }
      : {}),
  };
}
