import { type DatabaseInput, Glue } from '@aws-sdk/client-glue';
import type { CatalogDatabaseArgs, CatalogDatabaseState } from '@pulumi/aws/glue/catalogDatabase.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { tagChanges } from '../../core/tags.ts';

const CREATE = 'https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-databases.html';
const MISSING = 'EntityNotFoundException';

/** A database of the Data Catalog. Id and import id: `ACCOUNT:NAME`. */
export const catalogDatabase = defineResource<CatalogDatabaseArgs, CatalogDatabaseState>({
  token: 'aws:glue/catalogDatabase:CatalogDatabase',
  properties: {
    catalogId: { computed: true, replaces: CREATE },
    createTableDefaultPermissions: { unsupported: 'permissions of Lake Formation' },
    description: {},
    federatedDatabase: { unsupported: 'databases of other catalogues' },
    locationUri: { computed: true },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 255, lowercase: true } },
    parameters: {},
    region: { computed: true, replaces: CREATE },
    tags: {},
    targetDatabase: { unsupported: 'links to databases of other accounts' },
  },
  computed: { arn: true },
  async create(inputs, context) {
    await context.client(Glue).createDatabase({ DatabaseInput: inputOf(inputs), Tags: inputs.tags });
    return `${context.accountId}:${inputs.name}`;
  },
  async read(id, context) {
    const glue = context.client(Glue);
    const name = nameOf(id);
    const found = (await orMissing(glue.getDatabase({ Name: name }), MISSING))?.Database;
    if (!found) return undefined;
    const arn = arnOf(name, context);
    const { Tags = {} } = await glue.getTags({ ResourceArn: arn });
    return {
      arn,
      catalogId: context.accountId,
      description: found.Description,
      locationUri: found.LocationUri ?? '',
      name,
      parameters: found.Parameters ?? {},
      tags: Tags,
    };
  },
  async update(id, inputs, context) {
    const glue = context.client(Glue);
    const Name = nameOf(id);
    if (context.changed('description', 'locationUri', 'parameters'))
      await glue.updateDatabase({ Name, DatabaseInput: inputOf(inputs) });
    if (!context.changed('tags')) return;
    const ResourceArn = arnOf(Name, context);
    const { set, removed } = tagChanges(context.old.tags, inputs.tags);
    if (Object.keys(set).length > 0) await glue.tagResource({ ResourceArn, TagsToAdd: set });
    if (removed.length > 0) await glue.untagResource({ ResourceArn, TagsToRemove: removed });
  },
  async delete(id, context) {
    await orMissing(context.client(Glue).deleteDatabase({ Name: nameOf(id) }), MISSING);
  },
});

const nameOf = (id: string) => id.slice(id.indexOf(':') + 1);

const arnOf = (name: string, { partition, region, accountId }: ResourceContext) =>
  `arn:${partition}:glue:${region}:${accountId}:database/${name}`;

function inputOf({ name, description, locationUri, parameters }: Inputs<CatalogDatabaseArgs>): DatabaseInput {
  return {
    Name: name,
    ...(description ? { Description: description } : {}),
    ...(locationUri ? { LocationUri: locationUri } : {}),
    ...(parameters ? { Parameters: parameters } : {}),
  };
}
