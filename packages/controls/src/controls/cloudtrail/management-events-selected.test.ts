import { describe, expect, it } from 'vitest';
import { anEstate, aTrail, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import type { FieldSelector, Selectors, Trail } from '../../model/estate.ts';
import control from './management-events-selected.ts';

const judged = (trail: Partial<Trail>) => verdictOf(control, anEstate({ trails: complete([aTrail(trail)]) }));

function advanced(...selectors: readonly (readonly FieldSelector[])[]): Selectors {
  return { basic: null, advanced: selectors.map((fields) => ({ name: null, fields })) };
}

const management: FieldSelector = { field: 'eventCategory', equals: ['Management'] };
const dataOnly = advanced([{ field: 'eventCategory', equals: ['Data'] }]);

describe(control.id, () => {
  it.each<[string, Selectors]>([
    ['nothing said', { basic: null, advanced: null }],
    ['a selector for all management events', advanced([management])],
    [
      'a selector for reads and one for writes',
      advanced(
        [management, { field: 'readOnly', equals: ['true'] }],
        [management, { field: 'readOnly', equals: ['false'] }],
      ),
    ],
    [
      'a source left out, which is another matter',
      advanced([management, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }]),
    ],
  ])('passes %s', (_case, selectors) => {
    expect(judged({ selectors }).status).toBe('pass');
  });

  it.each<[string, Selectors, string]>([
    ['data events only', dataOnly, 'no management events'],
    ['reads only', advanced([management, { field: 'readOnly', equals: ['true'] }]), 'that write'],
    ['all but reads', advanced([management, { field: 'readOnly', notEquals: ['true'] }]), 'that read'],
    [
      'names of events',
      advanced([management, { field: 'eventName', notEquals: ['AssumeRole'] }]),
      'narrowed',
    ],
    [
      'a user',
      advanced([management, { field: 'userIdentity.arn', notStartsWith: ['arn:aws:iam::1'] }]),
      'narrowed',
    ],
    [
      'console sessions',
      advanced([management, { field: 'sessionCredentialFromConsole', equals: ['true'] }]),
      'narrowed',
    ],
    [
      'one source',
      advanced([management, { field: 'eventSource', equals: ['iam.amazonaws.com'] }]),
      'narrowed',
    ],
  ])('fails selectors for %s', (_case, selectors, reason) => {
    expect(judged({ selectors })).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('leaves a stopped trail to CT-04', () => {
    expect(judged({ isLogging: false, selectors: dataOnly }).status).toBe('not_applicable');
  });

  const second = (trail: Partial<Trail>) =>
    aTrail({ arn: `${names.trailArn}-data`, selectors: dataOnly, ...trail });
  const both = (trail: Partial<Trail>, main: Partial<Trail> = {}) =>
    verdictsOf(control, anEstate({ trails: complete([aTrail(main), second(trail)]) })).map(
      ({ status }) => status,
    );

  it('passes a trail for data events beside one for management events', () => {
    expect(both({})).toEqual(['pass', 'pass']);
  });

  it('does not judge one that is tagged so', () => {
    expect(both({ tags: { 'trailguard:data-events': 'yes' } })).toEqual(['pass', 'not_applicable']);
  });

  it('fails it when the other trail is stopped', () => {
    expect(both({ tags: { 'trailguard:data-events': 'yes' } }, { isLogging: false })).toEqual([
      'not_applicable',
      'fail',
    ]);
  });

  it.each<[string, Partial<Trail>]>([
    ['the selectors', { selectors: denied }],
    ['the state', { isLogging: denied }],
  ])('does not know while %s could not be read', (_what, trail) => {
    expect(judged(trail).status).toBe('unknown');
  });

  it('does not know while the tags of a trail for data events are hidden', () => {
    expect(both({ tags: denied })).toEqual(['pass', 'unknown']);
  });
});
