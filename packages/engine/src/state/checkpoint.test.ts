import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CorruptCheckpointError,
  type DeploymentV3,
  newManifest,
  parseCheckpoint,
  parseDeployment,
  type ResourceV3,
} from './checkpoint.ts';

const file = '/state/dev.json';
const urn = (name: string) => `urn:pulumi:dev::shop::aws:s3/bucket:Bucket::${name}`;

const checkpointOf = (latest?: Partial<DeploymentV3>) =>
  JSON.stringify({
    version: 3,
    checkpoint: {
      stack: 'organization/shop/dev',
      ...(latest && { latest: { manifest: newManifest('v3.259.0'), ...latest } }),
    },
  });

/** Resources in an order in which each depends on earlier ones alone, with fields of the real CLI. */
const resources = fc
  .array(
    fc.record({
      external: fc.boolean(),
      delete: fc.boolean(),
      protect: fc.boolean(),
      initErrors: fc.array(fc.string()),
      aliases: fc.array(fc.string()),
      inputs: fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
      fieldOfTheFuture: fc.jsonValue(),
      dependsOn: fc.nat(5),
    }),
    { maxLength: 6 },
  )
  .map((records) =>
    records.map(
      ({ dependsOn, ...record }, index): ResourceV3 => ({
        ...(JSON.parse(JSON.stringify(record)) as Partial<ResourceV3>),
        urn: urn(`r${index}`),
        type: 'aws:s3/bucket:Bucket',
        custom: true,
        dependencies: dependsOn < index ? [urn(`r${dependsOn}`)] : [],
      }),
    ),
  );

describe('a checkpoint', () => {
  it('is read as it was written, fields that are not known included', () => {
    fc.assert(
      fc.property(resources, resources, (list, pending) => {
        const text = checkpointOf({
          resources: list,
          pending_operations: pending.map((resource) => ({ type: 'creating', resource })),
        });
        expect(JSON.stringify(parseCheckpoint(text, file))).toBe(text);
      }),
      { seed: 11 },
    );
  });

  it('of a stack that was never updated is empty', () => {
    expect(parseCheckpoint(checkpointOf(), file).checkpoint.latest).toBeUndefined();
  });

  it('that breaks off anywhere is refused, and the file named', () => {
    const text = checkpointOf({ resources: [{ urn: urn('a'), type: 't', custom: true }] });
    fc.assert(
      fc.property(fc.nat(text.length - 1), (length) => {
        expect(() => parseCheckpoint(text.slice(0, length), file)).toThrow(CorruptCheckpointError);
        expect(() => parseCheckpoint(text.slice(0, length), file)).toThrow(file);
      }),
      { seed: 11 },
    );
  });

  it.each<[string, string, string]>([
    ['no JSON', 'not json', 'not JSON'],
    ['another version', '{"version":2}', 'version is 2'],
    ['no stack', '{"version":3,"checkpoint":{}}', 'names no stack'],
    ['a feature that is not known', '{"version":3,"features":["views"],"checkpoint":{"stack":"s"}}', 'views'],
    ['no manifest', '{"version":3,"checkpoint":{"stack":"s","latest":{}}}', 'no manifest'],
    [
      'a magic that does not fit',
      checkpointOf({ manifest: { time: '', magic: 'x', version: 'v3.259.0' } }),
      'magic',
    ],
    [
      'a resource without a URN',
      checkpointOf({ resources: [{ type: 't', custom: true } as ResourceV3] }),
      'resource 0 has no urn',
    ],
    [
      'a dependency that is missing',
      checkpointOf({ resources: [{ urn: urn('a'), type: 't', custom: true, dependencies: [urn('b')] }] }),
      `dependency ${urn('b')}, which is missing`,
    ],
    [
      'a provider that is missing',
      checkpointOf({ resources: [{ urn: urn('a'), type: 't', custom: true, provider: `${urn('p')}::id` }] }),
      `provider ${urn('p')}, which is missing`,
    ],
    [
      'a pending operation without a resource',
      checkpointOf({ pending_operations: [{ type: 'creating' } as never] }),
      'pending operation 0',
    ],
  ])('with %s is refused with the reason', (_fault, text, reason) => {
    expect(() => parseCheckpoint(text, file)).toThrow(reason);
  });
});

describe('an exported deployment', () => {
  it('is read', () => {
    const deployment = { manifest: newManifest('v3.259.0'), resources: [] };
    expect(parseDeployment(JSON.stringify({ version: 3, deployment }), file).deployment).toEqual(deployment);
  });

  it('without a deployment is refused', () => {
    expect(() => parseDeployment('{"version":3}', file)).toThrow('it has no deployment');
  });
});
