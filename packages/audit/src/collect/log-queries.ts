import { AthenaClient, GetWorkGroupCommand, paginateListWorkGroups } from '@aws-sdk/client-athena';
import { GlueClient, paginateGetDatabases, paginateGetTables, type Table } from '@aws-sdk/client-glue';
import { type Collection, isUnknown, type LogTable, type QueryWorkgroup } from '@trailguard/controls';
import { callsIn } from './collected-call.ts';
import { mapFact, type Reader } from './reader.ts';

/** Calls of this collector. */
export const calls = callsIn(
  'owner of the bucket',
  'athena:GetWorkGroup',
  'athena:ListWorkGroups',
  'glue:GetDatabases',
  'glue:GetTables',
);

/** Tables that are looked at in an account at most: those over logs are few. */
const mostTables = 2000;

/** Tables over the log buckets that an account has in a Region. */
export async function readLogTables(
  reader: Reader,
  accountId: string,
  region: string,
  bucketNames: readonly string[],
): Promise<Collection<LogTable>> {
  const client = reader.client(GlueClient, accountId, region);
  const where = `in ${accountId}/${region}`;
  const databases = await reader.ask(`glue:GetDatabases ${where}`, async (options) => {
    const names: string[] = [];
    for await (const page of paginateGetDatabases({ client }, {}, options))
      names.push(...(page.DatabaseList ?? []).flatMap(({ Name }) => Name ?? []));
    return names;
  });
  if (databases === null || isUnknown(databases)) return { items: [], complete: databases ?? true };
  const lists = await Promise.all(
    databases.map((DatabaseName) =>
      reader.ask(`glue:GetTables of ${DatabaseName} ${where}`, async (options) => {
        const tables: Table[] = [];
        for await (const page of paginateGetTables({ client }, { DatabaseName }, options)) {
          tables.push(...(page.TableList ?? []).filter((table) => isOver(table, bucketNames)));
          if (tables.length > mostTables) break;
        }
        return tables;
      }),
    ),
  );
  const items = lists
    .flatMap((tables) => (tables === null || isUnknown(tables) ? [] : tables))
    .map(
      (table): LogTable => ({
        name: `${table.DatabaseName}.${table.Name}`,
        location: table.StorageDescriptor?.Location ?? null,
        hasPartitionProjection: table.Parameters?.['projection.enabled'] === 'true',
        observation: {
          arn: `arn:aws:glue:${region}:${accountId}:table/${table.DatabaseName}/${table.Name}`,
          calls: { location: 'glue:GetTables' },
          at: reader.clock.latest ?? '',
        },
      }),
    );
  return { items, complete: lists.find(isUnknown) ?? true };
}

function isOver({ StorageDescriptor }: Table, bucketNames: readonly string[]): boolean {
  return bucketNames.some((name) => StorageDescriptor?.Location?.startsWith(`s3://${name}/`));
}

/** Workgroups of an account in a Region, that are on. AWS's own `primary`, as long as nobody set it up, is left out. */
export async function readWorkgroups(
  reader: Reader,
  accountId: string,
  region: string,
): Promise<Collection<QueryWorkgroup>> {
  const client = reader.client(AthenaClient, accountId, region);
  const where = `in ${accountId}/${region}`;
  const listed = await reader.ask(`athena:ListWorkGroups ${where}`, async (options) => {
    const names: string[] = [];
    for await (const page of paginateListWorkGroups({ client }, {}, options))
      names.push(
        ...(page.WorkGroups ?? []).flatMap(({ Name, State }) => (Name && State !== 'DISABLED' ? [Name] : [])),
      );
    return names;
  });
  if (listed === null || isUnknown(listed)) return { items: [], complete: listed ?? true };
  const items = await Promise.all(
    listed.map(async (WorkGroup): Promise<QueryWorkgroup | undefined> => {
      const got = await reader.ask(`athena:GetWorkGroup ${WorkGroup} ${where}`, (options) =>
        client.send(new GetWorkGroupCommand({ WorkGroup }), options),
      );
      const configuration = got === null || isUnknown(got) ? undefined : got.WorkGroup?.Configuration;
      const results = configuration?.ResultConfiguration;
      if (WorkGroup === 'primary' && !isUnknown(got) && results?.OutputLocation === undefined)
        return undefined;
      return {
        name: WorkGroup,
        encryptsResults: mapFact(
          got,
          () =>
            results?.EncryptionConfiguration !== undefined ||
            configuration?.ManagedQueryResultsConfiguration?.Enabled === true,
        ),
        observation: {
          arn: `arn:aws:athena:${region}:${accountId}:workgroup/${WorkGroup}`,
          calls: { encryptsResults: 'athena:GetWorkGroup' },
          at: reader.clock.latest ?? '',
        },
      };
    }),
  );
  return { items: items.filter((item) => item !== undefined), complete: true };
}
