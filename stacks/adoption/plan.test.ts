import type { EngineEvent } from '@pulumi/pulumi/automation/index.js';
import { describe, expect, it } from 'vitest';
import { readPlan, Unknown } from './plan.ts';
import { endingsOfAdopted, refusalOf, replacedThoughProtected } from './preview-plan.ts';

const root = 'urn:pulumi:production::trailguard-log-archive';
const provider = `${root}::pulumi:providers:aws::default`;
const bucketType = 'aws:s3/bucket:Bucket';
const urn = `${root}::trailguard:index:ClosedBucket$${bucketType}::logs`;
const state = (inputs: object, more: object = {}) => ({
  ...{ urn, type: bucketType, custom: true, id: '', parent: root, provider: `${provider}::${Unknown}` },
  ...{ inputs, outputs: {} },
  ...more,
});
const step = (op: string, metadata: object, kind = 'resourcePreEvent') =>
  ({
    sequence: 0,
    timestamp: 0,
    [kind]: { metadata: { op, urn, type: bucketType, ...metadata } },
  }) as unknown as EngineEvent;

describe('the plan of a preview', () => {
  it('has what is made with its provider and the inputs that are known', () => {
    const inputs = { bucket: 'logs', region: 'us-east-1', tags: { Owner: Unknown }, policy: Unknown };
    expect(readPlan([step('create', { new: state(inputs) })]).creates).toEqual([
      {
        urn,
        type: bucketType,
        name: 'logs',
        custom: true,
        parent: root,
        provider,
        inputs: { bucket: 'logs', region: 'us-east-1' },
      },
    ]);
  });

  it('keeps providers and components apart', () => {
    const made = { urn: provider, type: 'pulumi:providers:aws', provider: '', parent: '' };
    const plan = readPlan([step('create', { urn: provider, new: state({ region: 'us-east-1' }, made) })]);
    expect(plan.creates).toEqual([]);
    expect(plan.surroundings.get(provider)).toMatchObject({ inputs: { region: 'us-east-1' } });
  });

  it('has the names of what an update changes, without what follows from the tags', () => {
    const detailedDiff = { 'tags.Owner': {}, 'tagsAll.Owner': {}, 'rules[0].status': {} };
    const [before, after] = [state({ tags: { Owner: 'a' } }), state({ tags: {} })];
    expect(readPlan([step('update', { old: before, new: after, detailedDiff })]).updates).toMatchObject([
      { properties: ['tags', 'rules'], before: { tags: { Owner: 'a' } }, after: { tags: {} } },
    ]);
  });
});

describe('a plan that takes something over', () => {
  const imported = step('import', { new: state({ objectLockEnabled: true, forceDestroy: false }) });

  it.each(['delete', 'replace', 'create-replacement', 'delete-replaced'])(
    'is refused with %s of it',
    (op) => {
      const ended = step(op, { old: state({}), new: state({}), keys: ['objectLockEnabled'] });
      expect(endingsOfAdopted(readPlan([imported, ended]))).toEqual([
        'aws:s3/bucket:Bucket logs: objectLockEnabled cannot be changed in place',
      ]);
    },
  );

  it('may end what it does not take over', () => {
    expect(endingsOfAdopted(readPlan([step('replace', { old: state({}), new: state({}) })]))).toEqual([]);
  });

  it('is refused when the engine refuses to replace what is protected, with what differs', () => {
    const events = [
      imported,
      step('import', { new: state({ objectLockEnabled: false, forceDestroy: false }) }, 'resOutputsEvent'),
      {
        sequence: 0,
        timestamp: 0,
        diagnosticEvent: {
          urn,
          severity: 'error',
          color: '',
          message: `unable to replace resource "${urn}"\nas it is …`,
        },
      } as EngineEvent,
    ];
    expect(replacedThoughProtected(events)).toEqual([
      'aws:s3/bucket:Bucket logs: one of these, or of the defaults, cannot be changed in place: objectLockEnabled: false -> true',
    ]);
    expect(replacedThoughProtected(events.slice(0, 2))).toEqual([]);
  });

  it('is refused in one message with the way out', () => {
    expect(refusalOf(['a', 'b'])).toMatch(
      /^What exists would be replaced.*\n- a\n- b\n.*take it out of trailguard:adopt/,
    );
  });
});
