import { catalogue } from '../catalogue.ts';
import { readCheckedYaml } from '../yaml/read-checked-yaml.ts';
import { blackoutGuardId, type Exception, type ExceptionScope } from './exception.ts';
import { type ExceptionEntry, ExceptionsFile, longestDays } from './exceptions-file.ts';
import { tooWide } from './scope.ts';

/** Name of the file in a repository. */
export const exceptionsFileName = 'trailguard.exceptions.yaml';

/** Characters of a file beyond which it is refused: exceptions of an organization are far fewer. */
export const maximumExceptionsLength = 4_000_000;

/** Exceptions that cannot be used; the message names every fault with its line. */
export class ExceptionsError extends Error {
  override readonly name = 'ExceptionsError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The exceptions cannot be used, so that none holds:\n- ${faults.join('\n- ')}`);
    this.faults = faults;
  }
}

/** What is read, and what it may speak of. */
export interface ParseExceptionsOptions {
  /** Ids that can be waived. Default: those of the catalogue, and the guard against blackouts. */
  readonly controlIds?: readonly string[];
}

/** Ids of the catalogue, and of the guard. */
const everyId: readonly string[] = [...Object.keys(catalogue), blackoutGuardId];

/**
 * Reads the exceptions of a file, YAML or JSON by the schema `exceptions.schema.json`. One fault refuses them all:
 * who reads half of them does not know which half. Whether they hold today is asked when they are applied.
 *
 * @throws ExceptionsError naming each fault as `file:line`.
 */
export function parseExceptions(
  { file, text }: { readonly file: string; readonly text: string },
  { controlIds = everyId }: ParseExceptionsOptions = {},
): readonly Exception[] {
  const { content, faults, lineOf } = readCheckedYaml(ExceptionsFile, {
    file,
    text,
    maximumLength: maximumExceptionsLength,
  });
  if (content === undefined) throw new ExceptionsError(faults);
  const known = new Set(controlIds);
  const read = content.exceptions.map((entry, index) => {
    const position = `${file}:${lineOf(['exceptions', String(index)])}`;
    return { exception: exceptionOf(entry, position), faults: faultsOf(entry, known) };
  });
  const found = read.flatMap(({ exception, faults: own }) =>
    own.map((fault) => `${exception.position}: ${fault}`),
  );
  if (found.length > 0) throw new ExceptionsError(found);
  return read.map(({ exception }) => exception);
}

function exceptionOf({ scope, ...entry }: ExceptionEntry, position: string): Exception {
  return { ...entry, scope: scopeOf(scope), position };
}

function scopeOf({ account, region, urn, arn }: ExceptionEntry['scope']): ExceptionScope {
  return {
    ...(account === undefined ? {} : { accounts: [account].flat() }),
    ...(region === undefined ? {} : { regions: [region].flat() }),
    ...(urn === undefined ? {} : { urns: [urn].flat() }),
    ...(arn === undefined ? {} : { arns: [arn].flat() }),
  };
}

function faultsOf(entry: ExceptionEntry, known: ReadonlySet<string>): readonly string[] {
  const { control, scope, owner, approver } = entry;
  return [
    ...(known.has(control) ? [] : [`there is no control ${control}; docs/controls.md has the ids`]),
    ...tooWide(scopeOf(scope)),
    ...(owner.trim().toLowerCase() === approver.trim().toLowerCase()
      ? [`${owner} cannot approve an exception of their own`]
      : []),
    ...dateFaults(entry),
  ];
}

const day = 86_400_000;

/** A pattern lets 31 February pass. */
function dateFaults({ from, until }: ExceptionEntry): readonly string[] {
  const faults = Object.entries({ from, until }).flatMap(([field, date]) =>
    isRealDate(date) ? [] : [`${field} is ${date}, a date that does not exist`],
  );
  if (faults.length > 0) return faults;
  const days = (Date.parse(until) - Date.parse(from)) / day;
  if (days < 0) return [`until (${until}) is before from (${from})`];
  return days > longestDays
    ? [`it holds for ${days} days; after ${longestDays} it must be approved anew`]
    : [];
}

function isRealDate(date: string): boolean {
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
