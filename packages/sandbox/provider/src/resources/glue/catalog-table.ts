import { type Column, Glue, type Table, type TableInput } from '@aws-sdk/client-glue';
import type { CatalogTableArgs, CatalogTableState } from '@pulumi/aws/glue/catalogTable.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';

const CREATE = 'https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-tables.html';
const MISSING = 'EntityNotFoundException';

type Storage = NonNullable<Inputs<CatalogTableArgs>['storageDescriptor']>;
type ColumnInput = NonNullable<Storage['columns']>[number];

/** A table of the Data Catalog over files. Id and import id: `ACCOUNT:DATABASE:NAME`. */
export const catalogTable = defineResource<CatalogTableArgs, CatalogTableState>({
  token: 'aws:glue/catalogTable:CatalogTable',
  properties: {
    catalogId: { computed: true, replaces: CREATE },
    databaseName: { required: true, replaces: CREATE },
    description: {},
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 255, lowercase: true } },
    openTableFormatInput: { unsupported: 'tables of Iceberg' },
    owner: {},
    parameters: {},
    partitionIndices: { unsupported: 'indexes of partitions' },
    partitionKeys: {},
    region: { computed: true, replaces: CREATE },
    retention: {},
    storageDescriptor: {},
    tableType: {},
    targetTable: { unsupported: 'links to tables of other accounts' },
    viewDefinition: { unsupported: 'views' },
    viewExpandedText: { unsupported: 'views' },
    viewOriginalText: { unsupported: 'views' },
  },
  computed: { arn: true },
  async create(inputs, context) {
    await context
      .client(Glue)
      .createTable({ DatabaseName: inputs.databaseName, TableInput: inputOf(inputs) });
    return `${context.accountId}:${inputs.databaseName}:${inputs.name}`;
  },
  async read(id, context) {
    const { databaseName, name } = parts(id);
    const found = await orMissing(
      context.client(Glue).getTable({ DatabaseName: databaseName, Name: name }),
      MISSING,
    );
    return found?.Table && { ...fromAws(found.Table, databaseName), ...placeOf(databaseName, name, context) };
  },
  async update(id, inputs, context) {
    const { databaseName } = parts(id);
    await context.client(Glue).updateTable({ DatabaseName: databaseName, TableInput: inputOf(inputs) });
  },
  async delete(id, context) {
    const { databaseName, name } = parts(id);
    await orMissing(context.client(Glue).deleteTable({ DatabaseName: databaseName, Name: name }), MISSING);
  },
});

function parts(id: string): { databaseName: string; name: string } {
  const [, databaseName = '', name = ''] = id.split(':');
  return { databaseName, name };
}

const placeOf = (databaseName: string, name: string, { partition, region, accountId }: ResourceContext) => ({
  arn: `arn:${partition}:glue:${region}:${accountId}:table/${databaseName}/${name}`,
  catalogId: accountId,
  databaseName,
  name,
});

const columnTo = ({ name, type, comment }: ColumnInput): Column => ({
  Name: name,
  ...(type ? { Type: type } : {}),
  ...(comment ? { Comment: comment } : {}),
});

const columnFrom = ({ Name = '', Type, Comment }: Column): ColumnInput => ({
  name: Name,
  ...(Type ? { type: Type } : {}),
  ...(Comment ? { comment: Comment } : {}),
});

function inputOf(inputs: Inputs<CatalogTableArgs>): TableInput {
  const { storageDescriptor: storage } = inputs;
  return {
    Name: inputs.name,
    Description: inputs.description,
    Owner: inputs.owner,
    Retention: inputs.retention,
    TableType: inputs.tableType,
    Parameters: inputs.parameters,
    PartitionKeys: inputs.partitionKeys?.map(columnTo),
    ...(storage
      ? {
          StorageDescriptor: {
            Columns: storage.columns?.map(columnTo),
            Location: storage.location,
            InputFormat: storage.inputFormat,
            OutputFormat: storage.outputFormat,
            Compressed: storage.compressed,
            Parameters: storage.parameters,
            SerdeInfo: storage.serDeInfo && {
              Name: storage.serDeInfo.name,
              Parameters: storage.serDeInfo.parameters,
              SerializationLibrary: storage.serDeInfo.serializationLibrary,
            },
          },
        }
      : {}),
  };
}

function fromAws(table: Table, databaseName: string): Inputs<CatalogTableArgs> {
  const { StorageDescriptor: storage } = table;
  return {
    databaseName,
    description: table.Description,
    owner: table.Owner,
    parameters: table.Parameters ?? {},
    partitionKeys: table.PartitionKeys?.map(columnFrom) ?? [],
    ...(table.Retention ? { retention: table.Retention } : {}),
    tableType: table.TableType,
    ...(storage
      ? {
          storageDescriptor: {
            columns: storage.Columns?.map(columnFrom) ?? [],
            ...(storage.Location ? { location: storage.Location } : {}),
            ...(storage.InputFormat ? { inputFormat: storage.InputFormat } : {}),
            ...(storage.OutputFormat ? { outputFormat: storage.OutputFormat } : {}),
            ...(storage.Compressed ? { compressed: true } : {}),
            ...(storage.Parameters ? { parameters: storage.Parameters } : {}),
            ...(storage.SerdeInfo
              ? {
                  serDeInfo: {
                    ...(storage.SerdeInfo.Name ? { name: storage.SerdeInfo.Name } : {}),
                    ...(storage.SerdeInfo.Parameters ? { parameters: storage.SerdeInfo.Parameters } : {}),
                    ...(storage.SerdeInfo.SerializationLibrary
                      ? { serializationLibrary: storage.SerdeInfo.SerializationLibrary }
                      : {}),
                  },
                }
              : {}),
          },
        }
      : {}),
  };
}
