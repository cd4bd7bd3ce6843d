import { AthenaClient, BatchGetNamedQueryCommand, ListNamedQueriesCommand } from '@aws-sdk/client-athena';
import { GetTableCommand, GlueClient } from '@aws-sdk/client-glue';
import type { Client } from '../sandbox-stacks.ts';
import type { CatalogTable } from './event-table.ts';

/** Reads a table and the queries of a workgroup as Athena's console shows them. */
export async function readTable(
  client: Client,
  { databaseName, tableName, workgroupName }: Readonly<Record<string, string>>,
): Promise<CatalogTable> {
  const glue = new GlueClient(client);
  const athena = new AthenaClient(client);
  try {
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName: databaseName, Name: tableName }));
    const { NamedQueryIds } = await athena.send(new ListNamedQueriesCommand({ WorkGroup: workgroupName }));
    const { NamedQueries = [] } = await athena.send(new BatchGetNamedQueryCommand({ NamedQueryIds }));
    return {
      databaseName: databaseName ?? '',
      name: tableName ?? '',
      parameters: Table?.Parameters ?? {},
      columns: (Table?.StorageDescriptor?.Columns ?? []).map(({ Name = '', Type = '' }) => ({
        name: Name,
        type: Type,
      })),
      queries: Object.fromEntries(
        NamedQueries.map(({ Name, QueryString = '' }) => [String(Name), QueryString]),
      ),
    };
  } finally {
    glue.destroy();
    athena.destroy();
  }
}
