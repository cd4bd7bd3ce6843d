import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** A resource as a request describes it; what takes time to decode is left as it came, for whoever asks. */
export interface DescribedResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  /** Messages that are still encoded; left out where the request has none. */
  readonly properties?: Uint8Array;
  readonly options?: Uint8Array;
  readonly provider?: Uint8Array;
}

/** A resource of a whole stack. */
export interface DescribedStackResource extends DescribedResource {
  readonly parent: string;
  readonly dependencies: readonly string[];
  /** URNs by property. */
  readonly propertyDependencies: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads an AnalyzeRequest, an AnalyzerProviderResource or an AnalyzerResource, whose first fields are the same.
 *
 * The SDK's generated classes keep an object for each value of each property, and take several times as long; most
 * requests are about types that no policy asks for.
 * https://github.com/pulumi/pulumi/blob/master/proto/pulumi/analyzer.proto
 *
 * @throws when the message breaks off or is none
 */
export function readResource(message: Uint8Array): DescribedStackResource {
  const described: Record<string, unknown> = { type: '', urn: '', name: '', parent: '' };
  const dependencies: string[] = [];
  const sources: [string, readonly string[]][] = [];
  const reader = readerOf(message);
  eachField(reader, reader.len, (tag) => {
    if (tag === delimited(1)) described.type = reader.string();
    else if (tag === delimited(2)) described.properties = reader.bytes();
    else if (tag === delimited(3)) described.urn = reader.string();
    else if (tag === delimited(4)) described.name = reader.string();
    else if (tag === delimited(5)) described.options = reader.bytes();
    else if (tag === delimited(6)) described.provider = reader.bytes();
    else if (tag === delimited(7)) described.parent = reader.string();
    else if (tag === delimited(8)) dependencies.push(reader.string());
    else if (tag === delimited(9)) sources.push(readEntry(reader, [], readTexts));
    else skip(reader, tag);
  });
  return {
    ...described,
    dependencies,
    propertyDependencies: new Map(sortedByKey(sources)),
  } as unknown as DescribedStackResource;
}

/** Reads the resources of an AnalyzeStackRequest. */
export function readStack(message: Uint8Array): readonly DescribedStackResource[] {
  const resources: DescribedStackResource[] = [];
  const reader = readerOf(message);
  eachField(reader, reader.len, (tag) => {
    if (tag === delimited(1)) resources.push(readResource(reader.bytes()));
    else skip(reader, tag);
  });
  return resources;
}

/** Reads a google.protobuf.Struct as the SDK does, keys in order. */
export function readStruct(message: Uint8Array): Record<string, unknown> {
  const reader = readerOf(message);
  return readFields(reader, reader.len);
}

/** Reads the names of a google.protobuf.Struct alone. */
export function readNames(message: Uint8Array): readonly string[] {
  const names: string[] = [];
  const reader = readerOf(message);
  eachField(reader, reader.len, (tag) => {
    if (tag === delimited(1)) names.push(readEntry(reader, null, undefined)[0]);
    else skip(reader, tag);
  });
  return names;
}

/** Reads a message that ends at a place of the reader's bytes. */
type Read<T> = (reader: BinaryReader, end: number) => T;

function readFields(reader: BinaryReader, end: number): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  eachField(reader, end, (tag) => {
    if (tag !== delimited(1)) return skip(reader, tag);
    const entry = readEntry(reader, null, readValue);
    // To the SDK `__proto__` is no property either.
    if (entry[0] !== '__proto__') entries.push(entry);
  });
  return Object.fromEntries(sortedByKey(entries));
}

function readValue(reader: BinaryReader, end: number): unknown {
  let value: unknown = null;
  eachField(reader, end, (tag) => {
    if (tag === double(2)) value = reader.double();
    else if (tag === delimited(3)) value = reader.string();
    else if (tag === varint(4)) value = reader.bool();
    else if (tag === delimited(5)) value = within(reader, readFields);
    else if (tag === delimited(6)) value = within(reader, readList);
    else skip(reader, tag);
  });
  return value;
}

function readList(reader: BinaryReader, end: number): unknown[] {
  const items: unknown[] = [];
  eachField(reader, end, (tag) => {
    if (tag === delimited(1)) items.push(within(reader, readValue));
    else skip(reader, tag);
  });
  return items;
}

/** An entry of a map: key and value, either of which may be left out where it is empty. */
function readEntry<T>(reader: BinaryReader, empty: T, read: Read<T> | undefined): [string, T] {
  let key = '';
  let value = empty;
  eachField(reader, endOfNext(reader), (tag) => {
    if (tag === delimited(1)) key = reader.string();
    else if (tag === delimited(2) && read !== undefined) value = within(reader, read);
    else skip(reader, tag);
  });
  return [key, value];
}

/** The URNs of an AnalyzerPropertyDependencies. */
function readTexts(reader: BinaryReader, end: number): readonly string[] {
  const texts: string[] = [];
  eachField(reader, end, (tag) => {
    if (tag === delimited(1)) texts.push(reader.string());
    else skip(reader, tag);
  });
  return texts;
}

/** Reads the message within another one that comes next. */
function within<T>(reader: BinaryReader, read: Read<T>): T {
  return read(reader, endOfNext(reader));
}

/** Where the message ends whose length comes next. */
function endOfNext(reader: BinaryReader): number {
  const length = reader.uint32();
  return reader.pos + length;
}

/** Tags of fields: the number, and the form of the value. https://protobuf.dev/programming-guides/encoding/#structure */
const varint = (field: number) => field * 8 + WireType.Varint;
const double = (field: number) => field * 8 + WireType.Bit64;
const delimited = (field: number) => field * 8 + WireType.LengthDelimited;

/** A field that nobody asks for; one of another form than its schema says is such a field, too. */
function skip(reader: BinaryReader, tag: number): void {
  reader.skip(tag & 7, tag >>> 3);
}

/** Lets each field of a message be read, whose tag is told. */
function eachField(reader: BinaryReader, end: number, read: (tag: number) => void): void {
  while (reader.pos < end) read(reader.uint32());
  if (reader.pos > end || end > reader.len) throw new RangeError('a message of the engine breaks off');
}

/** The SDK's own `google-protobuf` makes several objects for each field. */
function readerOf(message: Uint8Array): BinaryReader {
  return new BinaryReader(message, (text) => bufferOf(text).toString());
}

/** The same bytes, with what a buffer can do. */
export function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function sortedByKey<T>(entries: [string, T][]): [string, T][] {
  // Most come in order.
  if (entries.every(([key], at) => at === 0 || key >= (entries[at - 1]?.[0] ?? ''))) return entries;
  return entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
