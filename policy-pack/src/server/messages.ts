import { WireReader } from './wire-reader.ts';

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
 * @throws WireFormatError when the message is none
 */
export function readResource(message: Uint8Array): DescribedStackResource {
  const described: Record<string, unknown> = { type: '', urn: '', name: '' };
  const dependencies: string[] = [];
  const sources: [string, readonly string[]][] = [];
  const reader = new WireReader(message);
  while (reader.next()) {
    const { field } = reader;
    if (field === 1) described.type = reader.text();
    else if (field === 2) described.properties = reader.bytes();
    else if (field === 3) described.urn = reader.text();
    else if (field === 4) described.name = reader.text();
    else if (field === 5) described.options = reader.bytes();
    else if (field === 6) described.provider = reader.bytes();
    else if (field === 7) described.parent = reader.text();
    else if (field === 8) dependencies.push(reader.text());
    else if (field === 9) sources.push(readEntry(reader, [], readTexts));
    else reader.skip();
  }
  return {
    parent: '',
    ...described,
    dependencies,
    propertyDependencies: new Map(sortedByKey(sources)),
  } as unknown as DescribedStackResource;
}

/** Reads the resources of an AnalyzeStackRequest. */
export function readStack(message: Uint8Array): readonly DescribedStackResource[] {
  const resources: DescribedStackResource[] = [];
  const reader = new WireReader(message);
  while (reader.next()) {
    if (reader.field === 1) resources.push(readResource(reader.bytes()));
    else reader.skip();
  }
  return resources;
}

/** Reads a google.protobuf.Struct as the SDK does, keys in order. */
export function readStruct(message: Uint8Array): Record<string, unknown> {
  return readFields(new WireReader(message));
}

/** Reads the names of a google.protobuf.Struct alone. */
export function readNames(message: Uint8Array): readonly string[] {
  const names: string[] = [];
  const reader = new WireReader(message);
  while (reader.next()) {
    if (reader.field === 1) names.push(readEntry(reader, null, undefined)[0]);
    else reader.skip();
  }
  return names;
}

function readFields(reader: WireReader): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  while (reader.next()) {
    if (reader.field !== 1) {
      reader.skip();
      continue;
    }
    const entry = readEntry(reader, null, readValue);
    // To the SDK `__proto__` is no property either.
    if (entry[0] !== '__proto__') entries.push(entry);
  }
  return Object.fromEntries(sortedByKey(entries));
}

function readValue(reader: WireReader): unknown {
  let value: unknown = null;
  while (reader.next()) {
    const { field } = reader;
    if (field === 2) value = reader.double();
    else if (field === 3) value = reader.text();
    else if (field === 4) value = reader.boolean();
    else if (field === 5) value = within(reader, readFields);
    else if (field === 6) value = within(reader, readList);
    else reader.skip();
  }
  return value;
}

function readList(reader: WireReader): unknown[] {
  const items: unknown[] = [];
  while (reader.next()) {
    if (reader.field === 1) items.push(within(reader, readValue));
    else reader.skip();
  }
  return items;
}

/** An entry of a map: key and value, either of which may be left out where it is empty. */
function readEntry<T>(
  reader: WireReader,
  empty: T,
  read: ((reader: WireReader) => T) | undefined,
): [string, T] {
  const outer = reader.enter();
  let key = '';
  let value = empty;
  while (reader.next()) {
    const { field } = reader;
    if (field === 1) key = reader.text();
    else if (field === 2 && read !== undefined) value = within(reader, read);
    else reader.skip();
  }
  reader.leave(outer);
  return [key, value];
}

/** The URNs of an AnalyzerPropertyDependencies. */
function readTexts(reader: WireReader): readonly string[] {
  const texts: string[] = [];
  while (reader.next()) {
    if (reader.field === 1) texts.push(reader.text());
    else reader.skip();
  }
  return texts;
}

/** Reads a message within another one. */
function within<T>(reader: WireReader, read: (reader: WireReader) => T): T {
  const outer = reader.enter();
  const value = read(reader);
  reader.leave(outer);
  return value;
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
