import { STS } from '@aws-sdk/client-sts';
import type { GetCallerIdentityArgs, GetCallerIdentityResult } from '@pulumi/aws/getCallerIdentity.js';
import { defineFunction } from '../core/function.ts';

/** Whose credentials these are. */
export const getCallerIdentity = defineFunction<GetCallerIdentityArgs, GetCallerIdentityResult>({
  token: 'aws:index/getCallerIdentity:getCallerIdentity',
  args: { id: true },
  async invoke(_args, context) {
    const identity = await context.client(STS).getCallerIdentity({});
    const accountId = identity.Account ?? context.accountId;
    return { accountId, arn: identity.Arn ?? '', id: accountId, userId: identity.UserId ?? '' };
  },
});
