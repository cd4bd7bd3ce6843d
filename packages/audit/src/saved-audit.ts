import { type FileHandle, open, unlink } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import {
  chainedLine,
  ChainedLinesError,
  PreviousSchema,
  readChainedLine,
  type ReadLine,
} from './integrity/chained-lines.ts';
import type { ReadMember } from './collect/read-member.ts';
import type { MemberJournal } from './collect/read-members.ts';
import { notNeeded } from './collect/reader.ts';

const Request = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]));
const Line = Type.Union([
  Type.Object({ previous: PreviousSchema, request: Request }),
  Type.Object({
    previous: PreviousSchema,
    member: Type.Object({ fact: Type.Object({ id: Type.String() }) }),
  }),
]);
const lines = Compile(Line);
type SavedLine = Static<typeof Line>;

/** What an audit is asked for, by words for a message: its version, its organization's file, its role. */
export type AuditRequest = Static<typeof Request>;

/** What another reading may tell after all. */
const missed = new RegExp(
  `"unknown":"(access-denied|throttled|unreachable|not-read)","detail":"(?![^"]*${notNeeded}")`,
);

/**
 * What the accounts of an audit told so far, in a file that each is appended to when all of it was read: an interrupted
 * audit goes on with the others. Each line has the hash of the line before it. Removed when the report is written, as what
 * it says is true of that time alone.
 */
export class SavedAudit implements MemberJournal, AsyncDisposable {
  readonly #path: string;
  readonly #file: FileHandle;
  #head: string | null = null;
  /** Bytes of whole lines. */
  #length = 0;
  /** One line is written after the other. */
  #written: Promise<unknown> = Promise.resolve();

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Opens the file of an audit, or begins one.
   *
   * @throws ChainedLinesError when the file is another one, of another request, or a line of it was changed or removed.
   * @throws Error when it cannot be opened.
   */
  static async open(path: string, request: AuditRequest): Promise<SavedAudit> {
    const file = await open(path, 'a+', 0o600).catch((cause: Error) => {
      throw new Error(`${path} cannot be opened (${cause.message})`, { cause });
    });
    const saved = new SavedAudit(path, file);
    try {
      await saved.#check(request);
      return saved;
    } catch (error) {
      await saved[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** What was kept, one account after the other: together it may be more than memory should hold. */
  async *kept(): AsyncGenerator<ReadMember> {
    for await (const line of this.#lines()) {
      if ('member' in line.content) yield line.content.member as unknown as ReadMember;
    }
  }

  /** Keeps what an account told, unless something of it could not be read: that is asked for again. */
  async keep(member: ReadMember): Promise<void> {
    const text = JSON.stringify(member);
    if (!missed.test(text)) await this.#append('member', text);
  }

  /** Removes the file: the report is written. */
  finish(): Promise<void> {
    return unlink(this.#path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#written;
    await this.#file.close();
  }

  /** Reads all lines once, and drops one that an interruption cut off. */
  async #check(request: AuditRequest): Promise<void> {
    let count = 0;
    for await (const { content, where, hash, end } of this.#lines()) {
      count += 1;
      if ('request' in content !== (count === 1))
        throw new ChainedLinesError(`${where} begins another audit`);
      if ('request' in content) this.#compare(content.request, request);
      this.#head = hash;
      this.#length = end;
    }
    await this.#file.truncate(this.#length);
    if (count === 0) await this.#append('request', JSON.stringify(request));
  }

  #compare(saved: AuditRequest, request: AuditRequest): void {
    const names = new Set([...Object.keys(saved), ...Object.keys(request)]);
    const others = [...names].filter((name) => !isDeepStrictEqual(saved[name], request[name]));
    if (others.length > 0)
      throw new ChainedLinesError(
        `${this.#path} is of an audit with another ${others.join(' and another ')}: go on with that one, or remove the file to begin anew`,
      );
  }

  /** Whole lines, each held to the one before it; the last one is left out where no newline ends it. */
  async *#lines() {
    let rest = Buffer.alloc(0);
    let end = 0;
    let at = 0;
    let previous: string | null = null;
    for await (const chunk of this.#file.createReadStream({ start: 0, autoClose: false })) {
      rest = Buffer.concat([rest, chunk as Buffer]);
      for (let newline = rest.indexOf(10); newline >= 0; newline = rest.indexOf(10)) {
        const line = rest.toString('utf8', 0, newline);
        rest = rest.subarray(newline + 1);
        end += newline + 1;
        at += 1;
        const where = `${this.#path}:${at}`;
        const read: ReadLine<SavedLine> = readChainedLine(line, previous, where, parseLine);
        previous = read.hash;
        yield { ...read, where, end };
      }
    }
  }

  /** @param content as JSON: of thousands of accounts it is much, and was made for a look at it */
  #append(name: 'member' | 'request', content: string): Promise<void> {
    const written = this.#written.then(async () => {
      const { line, hash } = chainedLine(`{"previous":${JSON.stringify(this.#head)},"${name}":${content}}`);
      await this.#file.appendFile(`${line}\n`);
      this.#head = hash;
    });
    // Whoever appends is told.
    this.#written = written.catch(() => {});
    return written;
  }
}

function parseLine(content: unknown, where: string): SavedLine {
  if (lines.Check(content)) return content;
  const [first] = lines.Errors(content);
  throw new ChainedLinesError(
    `${where} is of no audit: ${first?.instancePath || 'it'} ${first?.message}; give another file`,
  );
}
