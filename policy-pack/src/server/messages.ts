import type { BinaryReader } from 'google-protobuf';
import { protobuf } from './sdk.ts';

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
 */
export function readResource(message: Uint8Array): DescribedStackResource {
  const described: Record<string, unknown> = { type: '', urn: '', name: '' };
  const dependencies: string[] = [];
  const sources: [string, readonly string[]][] = [];
  const reader = new protobuf.BinaryReader(message);
  while (reader.nextField()) {
    const field = reader.getFieldNumber();
    if (field === 1) described.type = readText(reader);
    else if (field === 2) described.properties = reader.readBytes();
    else if (field === 3) described.urn = readText(reader);
    else if (field === 4) described.name = readText(reader);
    else if (field === 5) described.options = reader.readBytes();
    else if (field === 6) described.provider = reader.readBytes();
    else if (field === 7) described.parent = readText(reader);
    else if (field === 8) dependencies.push(readText(reader));
    else if (field === 9) sources.push(readEntry(reader, [], () => readTexts(reader)));
    else reader.skipField();
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
  const reader = new protobuf.BinaryReader(message);
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) resources.push(readResource(reader.readBytes() as Uint8Array));
    else reader.skipField();
  }
  return resources;
}

/** Reads a google.protobuf.Struct as the SDK does, keys in order. */
export function readStruct(message: Uint8Array): Record<string, unknown> {
  return readFields(new protobuf.BinaryReader(message));
}

/** Reads the names of a google.protobuf.Struct alone. */
export function readNames(message: Uint8Array): readonly string[] {
  const names: string[] = [];
  const reader = new protobuf.BinaryReader(message);
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) names.push(readEntry(reader, null, undefined)[0]);
    else reader.skipField();
  }
  return names;
}

function readFields(reader: BinaryReader): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  while (reader.nextField()) {
    if (reader.getFieldNumber() !== 1) {
      reader.skipField();
      continue;
    }
    const entry = readEntry(reader, null, () => readValue(reader));
    // To the SDK `__proto__` is no property either.
    if (entry[0] !== '__proto__') entries.push(entry);
  }
  return Object.fromEntries(sortedByKey(entries));
}

function readValue(reader: BinaryReader): unknown {
  let value: unknown = null;
  while (reader.nextField()) {
    const kind = reader.getFieldNumber();
    if (kind === 2) value = reader.readDouble();
    else if (kind === 3) value = readText(reader);
    else if (kind === 4) value = reader.readBool();
    else if (kind === 5) value = within(reader, () => readFields(reader));
    else if (kind === 6) value = within(reader, () => readList(reader));
    else reader.skipField();
  }
  return value;
}

function readList(reader: BinaryReader): unknown[] {
  const items: unknown[] = [];
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) items.push(within(reader, () => readValue(reader)));
    else reader.skipField();
  }
  return items;
}

/** An entry of a map: key and value, either of which may be left out where it is empty. */
function readEntry<T>(reader: BinaryReader, empty: T, read: (() => T) | undefined): [string, T] {
  return within(reader, () => {
    let key = '';
    let value = empty;
    while (reader.nextField()) {
      const field = reader.getFieldNumber();
      if (field === 1) key = readText(reader);
      else if (field === 2 && read !== undefined) value = within(reader, read);
      else reader.skipField();
    }
    return [key, value];
  });
}

/** The URNs of an AnalyzerPropertyDependencies. */
function readTexts(reader: BinaryReader): readonly string[] {
  const texts: string[] = [];
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) texts.push(readText(reader));
    else reader.skipField();
  }
  return texts;
}

/** Reads a message within another one. */
function within<T>(reader: BinaryReader, read: () => T): T {
  let value: T | undefined;
  reader.readMessage(undefined as never, () => {
    value = read();
  });
  return value as T;
}

/** The reader's own `readString` goes byte by byte. */
function readText(reader: BinaryReader): string {
  return bufferOf(reader.readBytes() as Uint8Array).toString();
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
