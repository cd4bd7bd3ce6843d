import { S3Control } from '@aws-sdk/client-s3-control';
import type {
  AccountPublicAccessBlockArgs,
  AccountPublicAccessBlockState,
} from '@pulumi/aws/s3/accountPublicAccessBlock.js';
import { defineResource } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { fromAws, toAws } from './public-access-block.ts';

const PUT = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutPublicAccessBlock.html';
const MISSING = 'NoSuchPublicAccessBlockConfiguration';

/** Block Public Access of an account. Id and import id: the account's id. */
export const accountPublicAccessBlock = defineResource<
  AccountPublicAccessBlockArgs,
  AccountPublicAccessBlockState
>({
  token: 'aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock',
  properties: {
    accountId: { computed: true, replaces: PUT },
    blockPublicAcls: { default: false },
    blockPublicPolicy: { default: false },
    ignorePublicAcls: { default: false },
    restrictPublicBuckets: { default: false },
  },
  computed: {},
  async create(inputs, context) {
    const AccountId = inputs.accountId ?? context.accountId;
    await context
      .client(S3Control)
      .putPublicAccessBlock({ AccountId, PublicAccessBlockConfiguration: toAws(inputs) });
    return AccountId;
  },
  async read(id, context) {
    const answer = await orMissing(
      context.client(S3Control).getPublicAccessBlock({ AccountId: id }),
      MISSING,
    );
    const block = answer?.PublicAccessBlockConfiguration;
    return block && { accountId: id, ...fromAws(block) };
  },
  async update(id, inputs, context) {
    await context
      .client(S3Control)
      .putPublicAccessBlock({ AccountId: id, PublicAccessBlockConfiguration: toAws(inputs) });
  },
  async delete(id, context) {
    await orMissing(context.client(S3Control).deletePublicAccessBlock({ AccountId: id }), MISSING);
  },
});
