import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { interruptionMark, isUnknown, judge } from '@trailguard/controls';
import { describe, expect, it } from 'vitest';
import { estateOf } from './estate.ts';
import { unresolved } from './plain-values.ts';
import { InvalidStateError, programOf, readState } from './state.ts';

type Json = Record<string, unknown>;
const stack = 'urn:pulumi:dev::project';
const secret = (rest: Json) => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  ...rest,
});

/** A resource of the state; `type` gives the URN. */
function aResource(type: string, name: string, outputs: Json, differing: Json = {}): Json {
  return {
    urn: `${stack}::${type}::${name}`,
    type,
    custom: true,
    id: name,
    inputs: outputs,
    outputs,
    ...differing,
  };
}
const provider = (inputs: Json, name = 'default_7_48_0') =>
  aResource('pulumi:providers:aws', name, inputs, { id: 'id-1' });
const reference = (name = 'default_7_48_0') => `${stack}::pulumi:providers:aws::${name}::id-1`;
const trailType = 'aws:cloudtrail/trail:Trail';
const exported = (...resources: Json[]) =>
  JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
const read = (...resources: Json[]) => readState(exported(...resources), 'state.json');
const estateIn = (...resources: Json[]) => estateOf(programOf([read(...resources)]));

describe('a saved state', () => {
  it('gives the estate that its resources declare, seen by the state lens', () => {
    const estate = estateIn(aResource(trailType, 'main', { name: 'audit', isMultiRegionTrail: true }));
    expect(estate.lens).toBe('state');
    expect(estate.trails.items[0]).toMatchObject({ name: 'audit', isMultiRegion: true, isLogging: true });
  });

  it('is the same as a checkpoint of a backend of files', () => {
    const resources = [aResource(trailType, 'main', { name: 'audit' })];
    const checkpoint = JSON.stringify({ version: 3, checkpoint: { stack: 'dev', latest: { resources } } });
    expect(readState(checkpoint, 'dev.json').resources.map(({ urn }) => urn)).toEqual(
      read(...resources).resources.map(({ urn }) => urn),
    );
  });

  it('of a stack without resources is one with none', () => {
    expect(readState('{"version":3,"checkpoint":{"stack":"dev"}}', 'x')).toMatchObject({
      stack: null,
      resources: [],
    });
  });

  it('leaves out what waits to be deleted, components and providers', () => {
    const { resources } = read(
      provider({}),
      aResource('trailguard:index:Trail', 'a', {}, { custom: false }),
      aResource(trailType, 'old', {}, { delete: true }),
      aResource(trailType, 'new', {}),
    );
    expect(resources.map(({ name }) => name)).toEqual(['new']);
  });

  it('prefers what stands there to what the program said', () => {
    const [resource] = read(
      aResource(trailType, 'main', { enableLogging: false }, { inputs: { enableLogging: true } }),
    ).resources;
    expect(resource?.get('enableLogging')).toBe(false);
  });

  it('tells what the program sets from what the provider fills in', () => {
    const inputs = { __defaults: ['enableLogging'], enableLogging: true, name: 'audit' };
    const [resource] = read(
      aResource(trailType, 'main', { ...inputs, homeRegion: 'eu-west-1' }, { inputs }),
    ).resources;
    expect(['name', 'enableLogging', 'homeRegion'].map((name) => resource?.isSet(name))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each(['constructor', '__proto__', 'toString'])('has no property %s that nobody set', (name) => {
    const [resource] = read(aResource(trailType, 'main', {})).resources;
    expect([resource?.get(name), resource?.isSet(name), resource?.dependenciesOf(name)]).toEqual([
      undefined,
      false,
      [],
    ]);
  });

  it('hides a secret, and says so', () => {
    const hidden = secret({ ciphertext: 'v1:x:y' });
    const estate = estateIn(aResource(trailType, 'main', { kmsKeyId: hidden }));
    expect(estate.trails.items[0]?.kmsKeyId).toMatchObject({
      unknown: 'not-read',
      detail: 'kmsKeyId of main is a secret that the state hides',
    });
  });

  it('reads a secret that was exported in clear, or that the program gives in clear', () => {
    const [shown, given] = read(
      aResource(trailType, 'a', { kmsKeyId: secret({ plaintext: '"key"' }) }),
      aResource(
        trailType,
        'b',
        { kmsKeyId: secret({ ciphertext: 'v1:x' }) },
        { inputs: { kmsKeyId: 'key' } },
      ),
    ).resources;
    expect([shown?.get('kmsKeyId'), given?.get('kmsKeyId')]).toEqual(['key', 'key']);
  });

  it('never passes a control on a secret', () => {
    const open = aResource(
      'aws:s3/bucketPolicy:BucketPolicy',
      'logs',
      { bucket: 'logs', policy: secret({ ciphertext: 'v1:x' }) },
      {},
    );
    const bucket = aResource('aws:s3/bucket:Bucket', 'logs', { bucket: 'logs' });
    const results = judge(estateOf(programOf([read(bucket, open)]), { logBuckets: ['logs'] }));
    const ofPolicy = results.filter(({ controlId }) => ['LB-05', 'LB-08'].includes(controlId));
    expect(ofPolicy.map(({ verdict }) => verdict.status)).not.toContain('pass');
  });

  it('names operations that an interrupted update left open', () => {
    const text = JSON.stringify({
      version: 3,
      deployment: {
        resources: [],
        pending_operations: [{ type: 'creating', resource: aResource(trailType, 'main', {}) }],
      },
    });
    expect(readState(text, 'x').pendingOperations).toEqual([`${stack}::${trailType}::main`]);
  });

  it('takes a resource that an interrupted job may not have made for none, and names it', () => {
    const trail = { ...aResource(trailType, 'main', {}), initErrors: [interruptionMark('creating')] };
    const state = read(trail, aResource('aws:s3/bucket:Bucket', 'logs', {}));
    expect(state.resources.map(({ type }) => type)).toEqual(['aws:s3/bucket:Bucket']);
    expect(state.pendingOperations).toEqual([`${stack}::${trailType}::main`]);
  });
});

describe('the account of a saved resource', () => {
  const arn = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/main';

  it('is that of its provider’s setting', () => {
    const [trail] = estateIn(
      provider({ allowedAccountIds: '["222222222222"]', region: 'us-east-1' }),
      aResource(trailType, 'main', { arn }, { provider: reference() }),
    ).trails.items;
    expect([trail?.ownerAccountId, trail?.homeRegion]).toEqual(['222222222222', 'us-east-1']);
  });

  it('follows from the ARNs of its provider’s resources, for those without one too', () => {
    const estate = estateIn(
      provider({ region: 'us-east-1' }),
      aResource(trailType, 'main', { arn }, { provider: reference() }),
      aResource('aws:s3/bucket:Bucket', 'logs', { bucket: 'logs' }, { provider: reference() }),
    );
    expect(estate.buckets.items[0]?.accountId).toBe('111111111111');
  });

  it('does not follow from the ARN of what an event target sends to', () => {
    const bus = 'arn:aws:events:us-east-1:333333333333:event-bus/alerts';
    const estate = estateIn(
      provider({}),
      aResource(trailType, 'a', { arn }, { provider: reference() }),
      aResource('aws:cloudwatch/eventTarget:EventTarget', 'b', { arn: bus }, { provider: reference() }),
    );
    expect(estate.trails.items[0]?.ownerAccountId).toBe('111111111111');
  });

  it('is not guessed where those ARNs disagree', () => {
    const other = arn.replace('111111111111', '222222222222');
    const estate = estateIn(
      provider({}),
      aResource(trailType, 'a', { arn }, { provider: reference() }),
      aResource(trailType, 'b', { arn: other }, { provider: reference() }),
    );
    expect(estate.trails.items[0]?.ownerAccountId).toBe('(account of provider default of project/dev)');
  });
});

describe('states of several stacks', () => {
  it('are judged together: a trail of one finds its bucket in another', () => {
    const trail = exported(aResource(trailType, 'main', { name: 'audit', s3BucketName: 'logs' }));
    const bucket = exported(aResource('aws:s3/bucket:Bucket', 'logs', { bucket: 'logs' })).replaceAll(
      'dev::project',
      'dev::archive',
    );
    const states = [readState(trail, 'a'), readState(bucket, 'b')];
    expect(states.map((state) => state.stack)).toEqual(['project/dev', 'archive/dev']);
    expect(estateOf(programOf(states)).buckets.items[0]?.role).toBe('trail-logs');
  });

  it('of a whole organization have no unknown that a secret or a preview would give', () => {
    const folder = join(import.meta.dirname, '../../../test/upgrade/fixtures/first-release');
    const files = readdirSync(folder).filter((file) => file.startsWith('trailguard-'));
    const states = files.map((file) => readState(readFileSync(join(folder, file), 'utf8'), file));
    const estate = estateOf(programOf(states));
    expect(estate.trails.items).toHaveLength(1);
    expect(estate.trails.items[0]).toMatchObject({ isOrganization: true, isMultiRegion: true });
    const hidden = judge(estate).filter(
      ({ verdict }) => verdict.status === 'unknown' && verdict.because.unknown === 'unresolved',
    );
    expect(hidden).toEqual([]);
    expect(estate.trails.items.every(({ ownerAccountId }) => !isUnknown(ownerAccountId))).toBe(true);
  });
});

describe('source positions', () => {
  it('are those of the resource, else of the component that made it', () => {
    const component = aResource(
      'trailguard:index:Trail',
      'a',
      {},
      { custom: false, sourcePosition: 'project:///index.ts#3,1' },
    );
    const child = aResource(trailType, 'main', {}, { parent: component.urn });
    const own = aResource(trailType, 'own', {}, { sourcePosition: 'project:///own.ts#9,2' });
    const { positions } = read(component, child, own);
    expect(positions.get(child.urn as string)).toEqual({ file: 'index.ts', line: 3, column: 1 });
    expect(positions.get(own.urn as string)).toEqual({ file: 'own.ts', line: 9, column: 2 });
  });

  it('end where parents go round in a circle', () => {
    const a = aResource(trailType, 'a', {}, { parent: `${stack}::${trailType}::b` });
    const b = aResource(trailType, 'b', {}, { parent: `${stack}::${trailType}::a` });
    expect(read(a, b).positions.size).toBe(0);
  });
});

describe('a file that is no state', () => {
  it.each([
    ['of another format', 'resources: []', 'state.json is not JSON'],
    ['of another tool', '{"terraform_version":"1.9"}', 'neither "deployment" nor "checkpoint"'],
    ['of an unknown version', '{"version":9,"deployment":{}}', 'version 9; versions 3 and 4'],
    ['without a list', '{"version":3,"deployment":{"resources":{}}}', '"resources" is no list'],
    [
      'with a resource without URN',
      '{"version":3,"deployment":{"resources":[{}]}}',
      'resource 1 has no valid URN',
    ],
    ['that is a list', '[]', 'neither "deployment"'],
    ['that is null', 'null', 'is no saved state'],
  ])('%s is refused by name', (_case, text, message) => {
    expect(() => readState(text, 'state.json')).toThrow(InvalidStateError);
    expect(() => readState(text, 'state.json')).toThrow(message);
  });

  it('never stands for values: an unknown one stays unknown', () => {
    const sentinel = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
    const [resource] = read(aResource(trailType, 'main', { kmsKeyId: sentinel })).resources;
    expect(resource?.get('kmsKeyId')).toBe(unresolved);
  });
});
