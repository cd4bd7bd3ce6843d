import { Organizations, paginateListAccountsForParent } from '@aws-sdk/client-organizations';
import type {
  OrganizationalUnitArgs,
  OrganizationalUnitState,
} from '@pulumi/aws/organizations/organizationalUnit.js';
import { defineResource } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagList } from '../../core/tags.ts';
import { accountFromAws } from './accounts.ts';
import { changeTags, readTags } from './tags.ts';

const CREATE =
  'https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html';
const MISSING = 'OrganizationalUnitNotFoundException';

/** A folder of accounts. Id and import id: `ou-…`. */
export const organizationalUnit = defineResource<OrganizationalUnitArgs, OrganizationalUnitState>({
  token: 'aws:organizations/organizationalUnit:OrganizationalUnit',
  properties: {
    name: { computed: true, autoname: { maxLength: 128 } },
    parentId: { required: true, replaces: CREATE },
    tags: {},
  },
  computed: { accounts: true, arn: true },
  async create(inputs, context) {
    const organizations = context.client(Organizations);
    const { OrganizationalUnit } = await context.retry(
      () =>
        organizations.createOrganizationalUnit({
          Name: inputs.name,
          ParentId: inputs.parentId,
          Tags: tagList(inputs.tags),
        }),
      (error) => isError(error, ['FinalizingOrganizationException', 'ConcurrentModificationException']),
    );
    return OrganizationalUnit?.Id as string;
  },
  async read(id, context) {
    const client = context.client(Organizations);
    const found = (await orMissing(client.describeOrganizationalUnit({ OrganizationalUnitId: id }), MISSING))
      ?.OrganizationalUnit;
    if (!found) return undefined;
    const accounts = [];
    for await (const page of paginateListAccountsForParent({ client }, { ParentId: id })) {
      for (const account of page.Accounts ?? []) {
        const { arn, email, id: accountId, name } = accountFromAws(account);
        accounts.push({ arn, email, id: accountId, name });
      }
    }
    const [parents, tags] = await Promise.all([client.listParents({ ChildId: id }), readTags(id, context)]);
    return { accounts, arn: found.Arn, name: found.Name, parentId: parents.Parents?.[0]?.Id, tags };
  },
  async update(id, inputs, context) {
    if (context.changed('name')) {
      await context
        .client(Organizations)
        .updateOrganizationalUnit({ OrganizationalUnitId: id, Name: inputs.name });
    }
    if (context.changed('tags')) await changeTags(id, context.old.tags, inputs.tags, context);
  },
  async delete(id, context) {
    await orMissing(
      context.client(Organizations).deleteOrganizationalUnit({ OrganizationalUnitId: id }),
      MISSING,
    );
  },
});
