import { S3Control } from '@aws-sdk/client-s3-control';
import type {
  GetAccountPublicAccessBlockArgs,
  GetAccountPublicAccessBlockResult,
} from '@pulumi/aws/s3/getAccountPublicAccessBlock.js';
import { defineFunction } from '../core/function.ts';

/** Block Public Access of the account; fails where it was never set. */
export const getAccountPublicAccessBlock = defineFunction<
  GetAccountPublicAccessBlockArgs,
  GetAccountPublicAccessBlockResult
>({
  token: 'aws:s3/getAccountPublicAccessBlock:getAccountPublicAccessBlock',
  args: { accountId: true },
  async invoke({ accountId }, context) {
    const AccountId = accountId ?? context.accountId;
    const { PublicAccessBlockConfiguration: found } = await context
      .client(S3Control)
      .getPublicAccessBlock({ AccountId });
    return {
      ...(accountId === undefined ? {} : { accountId }),
      blockPublicAcls: found?.BlockPublicAcls ?? false,
      blockPublicPolicy: found?.BlockPublicPolicy ?? false,
      id: AccountId,
      ignorePublicAcls: found?.IgnorePublicAcls ?? false,
      restrictPublicBuckets: found?.RestrictPublicBuckets ?? false,
    };
  },
});
