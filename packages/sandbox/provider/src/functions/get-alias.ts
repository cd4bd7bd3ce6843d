import { KMS, paginateListAliases } from '@aws-sdk/client-kms';
import type { GetAliasArgs, GetAliasResult } from '@pulumi/aws/kms/getAlias.js';
import { defineFunction } from '../core/function.ts';

/** An alias of the account, with the key it stands for. */
export const getAlias = defineFunction<GetAliasArgs, GetAliasResult>({
  token: 'aws:kms/getAlias:getAlias',
  args: { name: true, region: true },
  async invoke({ name }, context) {
    const client = context.client(KMS);
    for await (const page of paginateListAliases({ client }, {})) {
      const found = page.Aliases?.find(({ AliasName }) => AliasName === name);
      if (!found) continue;
      const arn = found.AliasArn ?? '';
      const targetKeyId = found.TargetKeyId ?? '';
      const targetKeyArn = targetKeyId
        ? ((await client.describeKey({ KeyId: targetKeyId })).KeyMetadata?.Arn ?? '')
        : '';
      return { arn, id: arn, name, region: context.region, targetKeyArn, targetKeyId };
    }
    throw new Error(`account ${context.accountId} has no KMS alias ${name} in ${context.region}`);
  },
});
