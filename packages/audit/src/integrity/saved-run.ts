import { closeSync, ftruncateSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { PlaceReport } from './chain-report.ts';
import { chainedLine, ChainedLinesError, PreviousSchema, readChainedLines } from './chained-lines.ts';
import { PlaceReportSchema } from './place-report-schema.ts';

const OrNull = Type.Union([Type.String(), Type.Null()]);

const Subject = Type.Object({
  /** ISO 8601, as are the others. */
  from: Type.String(),
  to: Type.String(),
  asOf: Type.String(),
  places: Type.Array(Type.Object({ bucket: Type.String(), prefix: OrNull, organizationId: OrNull })),
  accounts: Type.Array(Type.Object({ accountId: Type.String(), since: Type.Optional(Type.String()) })),
  regions: Type.Array(Type.String()),
  /** Hash of the file of known ends that the run holds chains against; `null` without one. */
  endsHead: OrNull,
});

/** What a run verifies, as it was found out when it began. */
export type SavedSubject = Static<typeof Subject>;

const Line = Type.Union([
  Type.Object({ previous: PreviousSchema, request: Type.Unknown(), subject: Subject }),
  Type.Object({ previous: PreviousSchema, place: PlaceReportSchema }),
]);
const lines = Compile(Line);
type Line = Static<typeof Line>;

/**
 * What a run has verified so far, in a file that each account and Region is appended to when it is done: an interrupted run goes on
 * where it was. The file is removed when the run is over, as what it says is true of that time alone.
 */
export class SavedRun implements Disposable {
  readonly #path: string;
  readonly #file: number;
  readonly #request: unknown;
  #head: string | null = null;
  #subject: SavedSubject | null = null;
  readonly #places: PlaceReport[] = [];

  private constructor(path: string, file: number, request: unknown) {
    this.#path = path;
    this.#file = file;
    this.#request = request;
  }

  /**
   * Opens the file of a run, or begins one. A line that was cut off by the interruption is done again.
   *
   * @param request what the run is asked for, as plain data: a run of another request is not gone on with.
   * @throws ChainedLinesError when the file is another one, of another request, or a line of it was changed or removed.
   */
  static open(path: string, request: object): SavedRun {
    const run = new SavedRun(path, openFile(path), JSON.parse(JSON.stringify(request)));
    try {
      run.#read();
      return run;
    } catch (error) {
      run[Symbol.dispose]();
      throw error;
    }
  }

  /** What the run verifies; `null` when it has not begun. */
  get subject(): SavedSubject | null {
    return this.#subject;
  }

  /** What it has verified. */
  get places(): readonly PlaceReport[] {
    return this.#places;
  }

  #read(): void {
    const text = readFileSync(this.#file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const read = readChainedLines(whole.split('\n').slice(0, -1), this.#path, parseLine);
    this.#head = read.head;
    for (const [at, line] of read.lines.entries()) {
      const where = `${this.#path}:${at + 1}`;
      if ('place' in line) this.#places.push(line.place);
      else if (at > 0) throw new ChainedLinesError(`${where} begins another run`);
      else if (!isDeepStrictEqual(line.request, this.#request))
        throw new ChainedLinesError(
          `${where} is of a run with other options; give those, or remove the file to begin anew`,
        );
      else this.#subject = line.subject;
    }
    if (this.#subject === null && this.#places.length > 0)
      throw new ChainedLinesError(`${this.#path}:1 does not say what was verified`);
    if (whole.length < text.length) ftruncateSync(this.#file, Buffer.byteLength(whole));
  }

  /** Says what the run verifies, before its first account and Region. */
  begin(subject: SavedSubject): void {
    this.#append({ previous: this.#head, request: this.#request, subject });
    this.#subject = subject;
  }

  /** Takes in what was verified of one account and Region. */
  add(place: PlaceReport): void {
    // What is read again is to be what was written.
    this.#append({ previous: this.#head, place: place as Static<typeof PlaceReportSchema> });
    this.#places.push(place);
  }

  #append(content: Line): void {
    const { line, hash } = chainedLine(JSON.stringify(content));
    writeSync(this.#file, `${line}\n`);
    this.#head = hash;
  }

  /** Removes the file: the report is written. */
  finish(): void {
    unlinkSync(this.#path);
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'a+', 0o600);
  } catch (cause) {
    throw new Error(`${path} cannot be opened (${(cause as Error).message})`, { cause });
  }
}

function parseLine(content: unknown, where: string): Line {
  if (lines.Check(content)) return content;
  const [first] = lines.Errors(content);
  throw new ChainedLinesError(
    `${where} is of no run of verify-logs: ${first?.instancePath || 'it'} ${first?.message}`,
  );
}
