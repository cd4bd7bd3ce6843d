import fc from 'fast-check';
import struct from 'google-protobuf/google/protobuf/struct_pb.js';
import { describe, expect, it } from 'vitest';
import { readNames, readResource, readStack, readStruct } from './messages.ts';
import { messages } from './sdk.ts';

const seed = 20_261_121;
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'constructor', 'ключ', '🔑'));
const { any: value } = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(text, fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      text.filter((name) => name !== '__proto__'),
      tie('any'),
      { maxKeys: 3 },
    ),
  ),
}));
const properties = fc.dictionary(fc.constantFrom('name', 'policy', 'tags', 'toString'), value);

function encoded(of: Record<string, unknown>) {
  return struct.Struct.fromJavaScript(of as Record<string, never>);
}

function resource(name: string, of: Record<string, unknown>) {
  const message = new messages.AnalyzerResource();
  message.setType('aws:s3/bucket:Bucket');
  message.setName(name);
  message.setUrn(`urn:pulumi:dev::project::aws:s3/bucket:Bucket::${name}`);
  message.setProperties(encoded(of));
  return message;
}

function readOrRefused(message: Uint8Array): Record<string, unknown> | 'refused' {
  try {
    return readStruct(readResource(message).properties ?? new Uint8Array());
  } catch (error) {
    if (/EOF|breaks off|varint|wire type|end group|bounds/.test(String(error))) return 'refused';
    throw error;
  }
}

describe('a message of the engine', () => {
  it('has the properties that the SDK reads in it, in the same order', () => {
    fc.assert(
      fc.property(properties, (of) => {
        // The engine sends them in any order; its message is that of its parts, one after the other.
        const parts = Object.entries(of).map(([name, inner]) => encoded({ [name]: inner }).serializeBinary());
        const message = Buffer.concat(parts.toReversed());
        const read = readStruct(message);
        const known = struct.Struct.deserializeBinary(message).toJavaScript();
        expect(JSON.stringify(read)).toBe(JSON.stringify(known));
        expect([...readNames(message)].sort()).toEqual(Object.keys(read).sort());
      }),
      { seed, numRuns: 300 },
    );
  });

  it('has no property that would change what all objects inherit', () => {
    // The SDK's classes cannot write this name, but other engines may.
    const message = Buffer.from(encoded({ __proxy__: { polluted: true } }).serializeBinary());
    message.write('__proto__', message.indexOf('__proxy__'));
    const read = readStruct(message);
    expect([Object.keys(read), (read as { polluted?: boolean }).polluted]).toEqual([[], undefined]);
  });

  it('has the fields of each resource of a stack, empty ones too', () => {
    const first = resource('first', { bucket: 'logs' });
    first.setParent('urn:of:parent');
    first.setDependenciesList(['urn:a', 'urn:b']);
    const sources = new messages.AnalyzerPropertyDependencies();
    sources.setUrnsList(['urn:a']);
    first.getPropertydependenciesMap().set('bucket', sources);
    first.getPropertydependenciesMap().set('acl', new messages.AnalyzerPropertyDependencies());
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList([first, new messages.AnalyzerResource()]);

    const [read, empty] = readStack(request.serializeBinary());
    expect(read).toMatchObject({
      type: 'aws:s3/bucket:Bucket',
      name: 'first',
      urn: first.getUrn(),
      parent: 'urn:of:parent',
      dependencies: ['urn:a', 'urn:b'],
    });
    expect([...(read?.propertyDependencies ?? [])]).toEqual([
      ['acl', []],
      ['bucket', ['urn:a']],
    ]);
    expect(empty).toEqual({
      type: '',
      urn: '',
      name: '',
      parent: '',
      dependencies: [],
      propertyDependencies: new Map(),
    });
  });

  it('that is cut or damaged is refused or read, and never read beyond its end', () => {
    const properties = { bucket: 'logs', tags: { owner: 'us', count: 3, on: true, none: null } };
    const message = resource('first', properties).serializeBinary();
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(message.length), fc.nat(message.length - 1), bytes, (length, at, damage) => {
        const damaged = Uint8Array.from(message);
        damaged.set(damage.subarray(0, message.length - at), at);
        for (const one of [message.subarray(0, length), damaged]) {
          expect(readOrRefused(one)).toSatisfy((read) => read === 'refused' || Object.keys(read).length < 20);
        }
      }),
      { seed, numRuns: 500 },
    );
    expect(() => readResource(message.subarray(0, message.length - 1))).toThrow('premature EOF');
  });

  it('keeps provider and options as they came', () => {
    const request = new messages.AnalyzeRequest();
    request.setType('aws:s3/bucket:Bucket');
    const provider = new messages.AnalyzerProviderResource();
    provider.setName('default');
    request.setProvider(provider);
    request.setOptions(new messages.AnalyzerResourceOptions());
    const read = readResource(request.serializeBinary());
    expect(readResource(read.provider ?? new Uint8Array()).name).toBe('default');
    expect(read.options).toHaveLength(0);
    expect(read.properties).toBeUndefined();
  });
});
