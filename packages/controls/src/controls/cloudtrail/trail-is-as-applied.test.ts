import { describe, expect, it } from 'vitest';
import { anEstate, aTrail, complete, denied } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { AdvancedSelector, Trail } from '../../model/estate.ts';
import control from './trail-is-as-applied.ts';

function judged(live: Partial<Trail>, applied: Partial<Trail> = {}) {
  return verdictOf(
    control,
    anEstate({ trails: complete([aTrail(live)]), appliedTrails: complete([aTrail(applied)]) }),
  );
}

const management: AdvancedSelector = {
  name: 'management',
  fields: [{ field: 'eventCategory', equals: ['Management'] }],
};
const objects: AdvancedSelector = {
  name: 'objects',
  fields: [
    { field: 'eventCategory', equals: ['Data'] },
    { field: 'resources.type', equals: ['AWS::S3::Object'] },
  ],
};

describe(control.id, () => {
  it.each<[string, Partial<Trail>, Partial<Trail>]>([
    ['the trail that was applied', {}, {}],
    [
      'selectors in another order',
      { selectors: { basic: null, advanced: [objects, management] } },
      { selectors: { basic: null, advanced: [management, objects] } },
    ],
    [
      'selectors of another form that record the same',
      { selectors: { basic: null, advanced: [management] } },
      { selectors: { basic: null, advanced: null } },
    ],
    ['tags in another order', { tags: { a: '1', b: '2' } }, { tags: { b: '2', a: '1' } }],
    [
      'Insights in another order',
      {
        insights: [
          { type: 'A', categories: ['Management'] },
          { type: 'B', categories: ['Management'] },
        ],
      },
      {
        insights: [
          { type: 'B', categories: ['Management'] },
          { type: 'A', categories: ['Management'] },
        ],
      },
    ],
    ['a key by its id', {}, { kmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab' }],
    ['a topic by its name', {}, { topicArn: 'trail' }],
    ['no folder', { keyPrefix: null }, { keyPrefix: '' }],
  ])('passes %s', (_case, live, applied) => {
    expect(judged(live, applied).status).toBe('pass');
  });

  it.each<[string, Partial<Trail>, string]>([
    ['a bucket', { bucketName: 'elsewhere' }, 'bucketName is elsewhere, and example-logs was applied'],
    ['a key', { kmsKeyId: null }, 'kmsKeyId is null'],
    ['logging', { isLogging: false }, 'isLogging is false, and true was applied'],
    ['validation', { validatesLogFiles: false }, 'validatesLogFiles is false'],
    ['the log group', { logGroupArn: null }, 'logGroupArn is null'],
    ['the topic', { topicArn: null }, 'topicArn is null'],
    ['tags', { tags: {} }, 'tags are none, and owner=security were applied'],
    ['Insights', { insights: [] }, 'insights are none'],
    [
      'selectors',
      { selectors: { basic: null, advanced: [objects] } },
      'record other events than were applied',
    ],
    ['more events', { selectors: { basic: null, advanced: [objects, management] } }, 'record other events'],
  ])('fails when %s changed', (_what, live, reason) => {
    expect(judged(live)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('names who changed the trail, where the event history was read', () => {
    const changes = [{ call: 'StopLogging', at: '2026-06-14T03:00:00Z', by: 'mallory' }];
    expect(judged({ isLogging: false, changes })).toMatchObject({
      evidence: expect.arrayContaining([{ field: 'changes', value: changes, at: expect.any(String) }]),
    });
  });

  it('fails when the trail is gone, and does not know while trails are hidden', () => {
    const appliedTrails = complete([aTrail()]);
    const gone = anEstate({ trails: complete([]), appliedTrails });
    expect(verdictOf(control, gone)).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('is gone'),
    });
    const hidden = anEstate({ trails: { items: [], complete: denied }, appliedTrails });
    expect(verdictOf(control, hidden).status).toBe('unknown');
  });

  it.each<[string, Partial<Trail>, Partial<Trail>]>([
    ['what is there', { selectors: denied }, {}],
    ['what was applied', {}, { kmsKeyId: denied }],
  ])('does not know while %s could not be read', (_what, live, applied) => {
    expect(judged(live, applied).status).toBe('unknown');
  });

  it('is about nothing without the state of a stack, nor in a preview', () => {
    expect(verdictOf(control, anEstate()).status).toBe('not_applicable');
    const preview = anEstate({ lens: 'preview', appliedTrails: complete([aTrail()]) });
    expect(verdictOf(control, preview).status).toBe('not_applicable');
  });
});
