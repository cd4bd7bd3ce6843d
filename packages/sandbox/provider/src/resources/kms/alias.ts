import { KMS, paginateListAliases } from '@aws-sdk/client-kms';
import type { AliasArgs, AliasState } from '@pulumi/aws/kms/alias.js';
import { defineResource } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';

const CREATE = 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html';

/** A name of a KMS key. Id and import id: the name with `alias/`. */
export const alias = defineResource<AliasArgs, AliasState>({
  token: 'aws:kms/alias:Alias',
  properties: {
    name: {
      computed: true,
      replaces: CREATE,
      autoname: { maxLength: 256, prefix: 'alias/', prefixProperty: 'namePrefix' },
    },
    namePrefix: { replaces: CREATE, writeOnly: true },
    region: { computed: true, replaces: CREATE },
    targetKeyId: { required: true },
  },
  computed: { arn: true, targetKeyArn: true },
  changesOnUpdate: ['targetKeyArn'],
  validate: ({ name }) =>
    name?.startsWith('alias/')
      ? undefined
      : { property: 'name', reason: `is "${name}" and must start with alias/` },
  async create(inputs, context) {
    const AliasName = inputs.name as string;
    const kms = context.client(KMS);
    await context.retry(
      () => kms.createAlias({ AliasName, TargetKeyId: inputs.targetKeyId }),
      (error) => isError(error, 'NotFoundException'),
      60_000,
    );
    return AliasName;
  },
  async read(id, context, known) {
    const kms = context.client(KMS);
    for await (const page of paginateListAliases({ client: kms }, {})) {
      const found = page.Aliases?.find(({ AliasName }) => AliasName === id);
      if (!found) continue;
      const keyId = found.TargetKeyId ?? '';
      const targetKeyArn = (await kms.describeKey({ KeyId: keyId })).KeyMetadata?.Arn;
      // A program may name the key by id or ARN; the API answers the id.
      const targetKeyId = known.targetKeyId === targetKeyArn ? targetKeyArn : keyId;
      return { name: id, arn: found.AliasArn, targetKeyArn, targetKeyId };
    }
    return undefined;
  },
  async update(id, inputs, context) {
    if (context.changed('targetKeyId'))
      await context.client(KMS).updateAlias({ AliasName: id, TargetKeyId: inputs.targetKeyId });
  },
  async delete(id, context) {
    await orMissing(context.client(KMS).deleteAlias({ AliasName: id }), 'NotFoundException');
  },
});
