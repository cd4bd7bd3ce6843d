import { describe, expect, it } from 'vitest';
import { type PlannedStep, plannedState, readSteps } from './plan.ts';
import { readState } from './state.ts';

const urnOf = (name: string) => `urn:pulumi:dev::project::aws:cloudtrail/trail:Trail::${name}`;
const resource = (name: string, differing: Readonly<Record<string, unknown>> = {}) => ({
  urn: urnOf(name),
  type: 'aws:cloudtrail/trail:Trail',
  custom: true,
  id: name,
  inputs: { name, kmsKeyId: 'key', s3BucketName: 'logs' },
  outputs: { name, kmsKeyId: 'key', s3BucketName: 'logs', arn: `arn-of-${name}` },
  ...differing,
});
const state = (...resources: readonly object[]) => JSON.stringify({ version: 3, deployment: { resources } });
/** Properties of the resources once steps are applied. */
const after = (text: string, ...steps: readonly PlannedStep[]) =>
  Object.fromEntries(
    readState(plannedState(text, steps, 'state.json'), 'the plan').resources.map((one) => [
      one.name,
      Object.fromEntries(['name', 'kmsKeyId', 's3BucketName', 'arn'].map((name) => [name, one.get(name)])),
    ]),
  );
const step = (op: string, name: string, inputs?: Readonly<Record<string, unknown>>): PlannedStep => ({
  op,
  urn: urnOf(name),
  old: resource(name),
  new: inputs === undefined ? null : { ...resource(name), inputs, outputs: {} },
});

describe('a state after the steps of a preview', () => {
  it('is the state itself without steps, and after those that change nothing', () => {
    const text = state(resource('a'));
    expect(after(text)).toEqual(after(text, step('same', 'a', { name: 'a' })));
    expect(after(text).a).toEqual({ name: 'a', kmsKeyId: 'key', s3BucketName: 'logs', arn: 'arn-of-a' });
  });

  it('is read from the file of a backend too', () => {
    const text = JSON.stringify({
      version: 3,
      checkpoint: { latest: { resources: [resource('a'), resource('b')] } },
    });
    expect(Object.keys(after(text, step('delete', 'b')))).toEqual(['a']);
  });

  it('has what an update sets, keeps what the provider computed, and forgets what the program leaves out', () => {
    const planned = after(state(resource('a')), step('update', 'a', { name: 'a', s3BucketName: 'other' }));
    expect(planned.a).toEqual({ name: 'a', s3BucketName: 'other', arn: 'arn-of-a', kmsKeyId: undefined });
  });

  it('has a new resource without what only the provider knows', () => {
    expect(after('', step('create', 'b', { name: 'b' }))).toEqual({
      b: { name: 'b', kmsKeyId: undefined, s3BucketName: undefined, arn: undefined },
    });
  });

  it('lacks a resource that is deleted', () => {
    expect(after(state(resource('a'), resource('b')), step('delete', 'a'))).toEqual({
      b: expect.objectContaining({ name: 'b' }),
    });
  });

  it('keeps one that the program forgets and leaves in place', () => {
    const kept = { ...step('delete', 'a'), old: { ...resource('a'), retainOnDelete: true } };
    expect(after(state(resource('a')), kept)).toHaveProperty('a');
  });

  it('has the successor of one that is replaced, in either order', () => {
    const text = state(resource('a'));
    const made = step('create-replacement', 'a', { name: 'a', s3BucketName: 'new' });
    const steps = [made, step('replace', 'a', { name: 'a' }), step('delete-replaced', 'a')];
    for (const order of [steps, steps.toReversed()]) {
      expect(after(text, ...order).a).toMatchObject({ s3BucketName: 'new', arn: undefined });
    }
  });

  it('shows a secret of an event as not known', () => {
    const secret = {
      '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
      ciphertext: '[secret]',
    };
    expect(typeof after('', step('create', 'a', { name: 'a', kmsKeyId: secret })).a?.kmsKeyId).toBe('symbol');
  });

  it('is refused for a text that is no state', () => {
    expect(() => plannedState('{', [], 'state.json')).toThrow('state.json is no saved state');
  });

  it('is refused for the state of another stack, of which the steps would take nothing away', () => {
    const other = { ...resource('a'), urn: urnOf('a').replace('dev', 'prod') };
    expect(() => plannedState(state(other), [step('create', 'a', {})], 'state.json')).toThrow(
      'state.json is the state of project/prod, the preview is of project/dev',
    );
  });
});

describe('the steps of a preview', () => {
  it('are read from what `pulumi preview --json` prints', () => {
    const digest = {
      steps: [{ op: 'delete', urn: urnOf('a'), oldState: resource('a') }],
      changeSummary: { delete: 1 },
    };
    expect(readSteps(JSON.stringify(digest, null, 2), 'preview.json')).toEqual([
      { op: 'delete', urn: urnOf('a'), old: resource('a'), new: null },
    ]);
  });

  it('are read from the events of the engine, one a line', () => {
    const lines = [
      { preludeEvent: {} },
      { resourcePreEvent: { metadata: step('delete', 'a') } },
      { summaryEvent: {} },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    expect(readSteps(text, 'events.jsonl')).toEqual([step('delete', 'a')]);
  });

  it.each([
    ['nothing', '', 'holds no whole preview'],
    ['a preview that broke off', JSON.stringify({ preludeEvent: {} }), 'holds no whole preview'],
    ['another text', 'Previewing update', 'line 1, is no event of a preview'],
    [
      'a preview that failed',
      JSON.stringify({ steps: [], diagnostics: [{ severity: 'error', message: 'no credentials\n' }] }),
      'is of a preview that failed, so that nobody knows what it did not reach: no credentials',
    ],
    [
      'the events of one that failed',
      [{ diagnosticEvent: { severity: 'error', message: 'no credentials' } }, { summaryEvent: {} }]
        .map((line) => JSON.stringify(line))
        .join('\n'),
      'is of a preview that failed',
    ],
  ])('are refused for %s', (_case, text, message) => {
    expect(() => readSteps(text, 'preview.json')).toThrow(message);
  });
});
