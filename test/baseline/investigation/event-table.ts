import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { translate } from './translate.ts';

/** A table of the Data Catalog and the queries that are saved for it. */
export interface CatalogTable {
  readonly databaseName: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly parameters: Readonly<Record<string, string>>;
  /** Texts by name. */
  readonly queries: Readonly<Record<string, string>>;
}

/** A log file: its key in the bucket, and the records in it. */
export interface LogFile {
  readonly key: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

/** Account, Region and day of a key. */
export type Partition = Readonly<Record<'account' | 'region' | 'day', string>>;

/**
 * The partition whose folder holds a key, as Athena works folders out: by the template, and only from values that the table
 * projects. `undefined` when no query would find the file.
 */
export function partitionOf(parameters: CatalogTable['parameters'], object: string): Partition | undefined {
  const template = parameters['storage.location.template'] ?? '';
  const pattern = template
    .replaceAll(/[.*+?^()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\$\{(\w+)\}/g, (_all, name: string) => `(?<${name}>${name === 'day' ? '.{10}' : '[^/]+'})`);
  const found = new RegExp(`^${pattern}[^/]+$`).exec(object)?.groups as Partition | undefined;
  if (found === undefined) return undefined;
  const isListed = (name: 'account' | 'region') =>
    parameters[`projection.${name}.type`] !== 'enum' ||
    parameters[`projection.${name}.values`]?.split(',').includes(found[name]);
  const [first = ''] = parameters['projection.day.range']?.split(',') ?? [];
  const isDay = /^\d{4}\/\d{2}\/\d{2}$/.test(found.day) && found.day >= first;
  return isListed('account') && isListed('region') && isDay ? found : undefined;
}

/** The saved queries of a table, asked of log files by DuckDB. */
export class EventTable implements AsyncDisposable {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #queries: Readonly<Record<string, string>>;

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    queries: Readonly<Record<string, string>>,
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#queries = queries;
  }

  /** @param files those that no partition holds are not found, as in Athena. */
  static async of(table: CatalogTable, bucket: string, files: readonly LogFile[]): Promise<EventTable> {
    const columns = Object.fromEntries(table.columns.map(({ name, type }) => [name, type]));
    const { queries, types } = await translate({ queries: table.queries, types: columns });
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    const rows = files.flatMap(({ key, records }) => {
      const object = `s3://${bucket}/${key}`;
      const partition = partitionOf(table.parameters, object);
      return partition === undefined
        ? []
        : records.map((record) => ({ ...asColumns(record, columns), ...partition, $path: object }));
    });
    const all = { ...types, account: 'TEXT', region: 'TEXT', day: 'TEXT', $path: 'TEXT' };
    const described = Object.entries(all).map(([name, type]) => `'${name}': '${type}'`);
    const folder = mkdtempSync(join(tmpdir(), 'trailguard-table-'));
    try {
      const path = join(folder, 'rows.json');
      writeFileSync(path, rows.map((row) => JSON.stringify(row)).join('\n'));
      await connection.run(`CREATE SCHEMA "${table.databaseName}"`);
      await connection.run(
        `CREATE TABLE "${table.databaseName}"."${table.name}" AS SELECT * FROM
          read_json('${path}', format = 'newline_delimited', columns = {${described.join(', ')}})`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
    return new EventTable(instance, connection, queries);
  }

  /** Asks a saved query. @param values for its question marks, in their order. */
  async ask(name: string, values: readonly (string | number)[]): Promise<Record<string, unknown>[]> {
    const text = this.#queries[name];
    if (text === undefined) throw new Error(`there is no query ${name}`);
    const reader = await this.#connection.runAndReadAll(text, [...values]);
    return reader.getRowObjectsJson();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/**
 * A record as CloudTrail's input format and the JSON SerDe give it: names in lower case, and where the column is a text, the
 * JSON of whatever stands there, which DuckDB makes by itself.
 * https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html
 */
function asColumns(record: object, columns: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .map(([name, value]) => [name, columns[name] === 'string' ? value : lowerCased(value)]),
  );
}

function lowerCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lowerCased(inner)]),
  );
}
