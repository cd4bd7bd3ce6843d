import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  timestampValue,
  VARCHAR,
} from '@duckdb/node-api';
import { createSingle, dropDoubles, dropUntimed, eventSql, filesRead } from './event-columns.ts';
import { type LogFileOnDisk, textLengthOf } from './log-file-on-disk.ts';
import type { Question, QuestionValues } from './question.ts';
import { namesOf } from './resource-names.ts';
import { columns, type Row } from './row.ts';

/** A time span; `from` inclusive, `to` exclusive. */
export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}

/** A log file of which not everything could be read. */
export interface UnreadFile {
  /** `bucket/key` */
  readonly object: string;
  readonly because: string;
}

/** What was answered. */
export interface Answer {
  /** The first rows, in the order of time. */
  readonly rows: readonly Row[];
  /** How many there are. */
  readonly rowCount: number;
  /** Events by equal parts of the range, for a plot. */
  readonly plot: readonly number[];
}

export interface EventBaseOptions {
  /** Questions that will be asked, and no others: fields of events that none of them names are not read. */
  readonly questions: readonly Question[];
  /** Folder for what does not fit into memory. */
  readonly folder: string;
  /** Most memory that it takes, such as `4GB`. Default: 2 GB. */
  readonly memory?: string;
  /** Default: one a processor. */
  readonly threads?: number;
}

/** Text of files that are read at once, in bytes. */
const batchBytes = 128 * 2 ** 20;
const batchFiles = 1_000;
/** A log file with more text than this is not read: CloudTrail's have a few megabytes. */
const longestText = 512 * 2 ** 20;
/** DuckDB's own default for the longest JSON value. */
const usualText = 16 * 2 ** 20;
/** Parts of a plot. */
const plotParts = 60;

/** Events of log files, which SQL can be asked of. Nothing but the files that it is given is read, and nothing is loaded. */
export class EventBase implements AsyncDisposable {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #range: TimeRange;
  readonly #takeEvents: string;
  /** `bucket/key` by path. */
  readonly #objects = new Map<string, string>();
  /** Paths of files that were read and not looked at yet. */
  readonly #taken = new Set<string>();
  readonly #unread: UnreadFile[] = [];
  #bytes = 0;

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    range: TimeRange,
    takeEvents: string,
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#range = range;
    this.#takeEvents = takeEvents;
  }

  /** @param range events of another time are passed over. */
  static async open(
    range: TimeRange,
    { questions, folder, memory = '2GB', threads }: EventBaseOptions,
  ): Promise<EventBase> {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      memory_limit: memory,
      temp_directory: folder,
      preserve_insertion_order: 'false',
      ...(threads === undefined ? {} : { threads: String(threads) }),
    });
    const connection = await instance.connect();
    // Times are UTC, wherever this runs.
    await connection.run("SET TimeZone = 'UTC'");
    const { createEvents, takeEvents } = eventSql(questions);
    await connection.run(createEvents);
    await connection.run(createSingle);
    return new EventBase(instance, connection, range, takeEvents);
  }

  /** Files of which not everything could be read. */
  get unread(): readonly UnreadFile[] {
    return this.#unread;
  }

  /** Of text that was read. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes in the events of log files. What cannot be read is in {@link unread}. */
  async load(files: readonly LogFileOnDisk[]): Promise<void> {
    let batch: { path: string; length: number }[] = [];
    let length = 0;
    for (const file of files) {
      const text = this.#measure(file);
      if (text === null) continue;
      if (batch.length >= batchFiles || (batch.length > 0 && length + text > batchBytes)) {
        await this.#loadBatch(batch);
        batch = [];
        length = 0;
      }
      batch.push({ path: file.path, length: text });
      length += text;
    }
    await this.#loadBatch(batch);
    await this.#tellStrange();
    await this.#connection.run(dropUntimed);
    await this.#connection.run(dropDoubles);
  }

  /** @returns `null` for a file that cannot be read. */
  #measure({ path, object }: LogFileOnDisk): number | null {
    this.#objects.set(path, object);
    try {
      const length = textLengthOf(path);
      if (length > longestText) throw new Error(`its text is longer than ${longestText} bytes`);
      return length;
    } catch (error) {
      this.#leaveOut(path, (error as Error).message);
      return null;
    }
  }

  #leaveOut(path: string, because: string): void {
    this.#unread.push({ object: this.#objects.get(path) ?? path, because });
  }

  /** DuckDB gives up all files for one that is none: it is found by halving. */
  async #loadBatch(batch: readonly { readonly path: string; readonly length: number }[]): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    const longest = Math.max(usualText, ...batch.map(({ length }) => length + 1));
    try {
      const paths = batch.map(({ path }) => withoutPatterns(path));
      const { from, to } = this.#range;
      const values = { files: listValue(paths), longest, from: timestamp(from), to: timestamp(to) };
      await this.#connection.run(this.#takeEvents, values, { files: LIST(VARCHAR) });
    } catch (error) {
      const { message } = error as Error;
      if (!isOfAFile(message)) throw error;
      if (batch.length === 1) {
        this.#leaveOut(first.path, `it could not be read: ${reasonOf(message)}`);
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await this.#loadBatch(batch.slice(0, middle));
      await this.#loadBatch(batch.slice(middle));
      return;
    }
    this.#bytes += batch.reduce((sum, { length }) => sum + length, 0);
    for (const { path } of batch) this.#taken.add(path);
  }

  /** Files in which something is wrong that DuckDB passes over; one without any JSON has left no row at all. */
  async #tellStrange(): Promise<void> {
    for (const { file, because } of await this.#rows(filesRead)) {
      this.#taken.delete(String(file));
      if (because !== null) this.#leaveOut(String(file), String(because));
    }
    for (const path of this.#taken) this.#leaveOut(path, 'there is no JSON in it');
    this.#taken.clear();
  }

  /** Events of the range. */
  async count(): Promise<number> {
    const [row] = await this.#rows('SELECT count(*) AS count FROM events');
    return Number(row?.count);
  }

  /**
   * @param values what the question wants to know; those that it does not name are not used.
   * @param most rows to answer with.
   */
  async ask(question: Question, values: QuestionValues, most: number): Promise<Answer> {
    const { bound, types } = valuesOf(question, values);
    await this.#connection.run(`CREATE OR REPLACE TEMP TABLE answer AS ${question.sql}`, bound, types);
    const named = Object.entries(columns).map(([name, column]) => `${shown(column)} AS "${name}"`);
    const rows = await this.#rows(
      `SELECT ${named.join(', ')}, count(*) OVER () AS total FROM answer
      ORDER BY answer.first, answer.last, account_id, region, caller, source_address, event_id LIMIT $most`,
      { most },
    );
    return {
      rows: rows.map(({ total: _, ...row }) => this.#rowOf(row)),
      rowCount: Number(rows[0]?.total ?? 0),
      plot: await this.#plot(),
    };
  }

  #rowOf(row: Readonly<Record<string, unknown>>): Row {
    return { ...(row as Row), count: Number(row.count), file: this.#objects.get(String(row.file)) ?? '' };
  }

  async #plot(): Promise<number[]> {
    const { from, to } = this.#range;
    const part = (to.getTime() - from.getTime()) / plotParts;
    const rows = await this.#rows(
      `SELECT least(${plotParts} - 1, CAST(floor((epoch_ms(first) - $begin) / $part) AS INTEGER)) AS part,
        CAST(sum(count) AS DOUBLE) AS count FROM answer GROUP BY part`,
      { begin: from.getTime(), part },
    );
    const plot = new Array<number>(plotParts).fill(0);
    for (const row of rows) plot[Number(row.part)] = Number(row.count);
    return plot;
  }

  async #rows(sql: string, values: Record<string, DuckDBValue> = {}): Promise<Record<string, DuckDBValue>[]> {
    const reader = await this.#connection.runAndReadAll(sql, values);
    return reader.getRowObjects();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

const timestamp = (time: Date) => timestampValue(BigInt(time.getTime()) * 1000n);

/** A column as a row of an answer has it. */
function shown(column: string): string {
  if (column === 'count') return 'answer.count';
  if (column === 'first' || column === 'last') return `strftime(answer.${column}, '%Y-%m-%dT%H:%M:%SZ')`;
  return `coalesce(CAST(answer.${column} AS VARCHAR), '')`;
}

function valuesOf(question: Question, { newSince, burst, resource }: QuestionValues) {
  const bound: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const name of question.values ?? []) {
    if (name === 'newSince') bound.newSince = timestamp(newSince);
    else if (name === 'burst') bound.burst = burst;
    else {
      const { names, ...rest } = namesOf(resource);
      Object.assign(bound, rest, { names: listValue([...names]) });
      types.names = LIST(VARCHAR);
    }
  }
  return { bound, types };
}

/** Where a path goes, `*`, `?` and `[` would stand for others. */
const withoutPatterns = (path: string) => path.replaceAll(/[*?[]/g, (sign) => `[${sign}]`);

/** Whether what is wrong is a file, if only that it is too long for the memory, and not the SQL. */
const isOfAFile = (message: string) => /^(Invalid Input|IO|Conversion|Out of Memory) Error/.test(message);

/** What DuckDB says, without its advice to its own users and without a path of this machine. */
function reasonOf(message: string): string {
  const [line = ''] = message.split('\n');
  return line
    .replace(/^[A-Z][A-Za-z ]+ Error: /, '')
    .replace(/ in file "[^"]*"/, '')
    .trim();
}
