import { describe, expect, it } from 'vitest';
import {
  anEstate,
  anEventDataStore,
  anOrganization,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import type { AdvancedSelector, Estate, EventDataStore } from '../../model/estate.ts';
import control from './event-data-store-protection.ts';

function judged(store: Partial<EventDataStore>, estate: Partial<Estate> = {}, parameters = {}) {
  const eventDataStores = complete([anEventDataStore(store)]);
  return verdictOf(control, anEstate({ eventDataStores, ...estate }), parameters);
}

const ofCategory = (category: string): readonly AdvancedSelector[] => [
  { name: null, fields: [{ field: 'eventCategory', equals: [category] }] },
];

describe(control.id, () => {
  it('passes a store of the whole organization that is protected', () => {
    expect(judged({}).status).toBe('pass');
    expect(judged({ selectors: ofCategory('Management') }).status).toBe('pass');
  });

  it.each<[string, Partial<EventDataStore>, string]>([
    ['of one Region', { isMultiRegion: false }, 'multiRegionEnabled'],
    ['that can be deleted', { isProtected: false }, 'terminationProtectionEnabled'],
    ['that keeps events for a month', { retentionDays: 30 }, 'events are kept 30 days, less than 365'],
    ['that takes in nothing', { status: 'STOPPED_INGESTION' }, 'STOPPED_INGESTION and takes in nothing'],
    ['of the management account alone', { isOrganization: false }, 'organizationEnabled'],
    [
      'of data events of one Region',
      { isMultiRegion: false, selectors: ofCategory('Data') },
      'multiRegionEnabled',
    ],
  ])('fails a store %s', (_case, store, reason) => {
    expect(judged(store)).toMatchObject({ status: 'fail', reason: expect.stringContaining(reason) });
  });

  it('accepts a store that takes in nothing when it is tagged as an archive', () => {
    const archive = { status: 'STOPPED_INGESTION', tags: { 'trailguard:archive': '' } };
    expect(judged(archive).status).toBe('pass');
    expect(judged(archive, {}, { archiveTag: 'archive' }).status).toBe('fail');
  });

  it('takes the least retention from its parameter', () => {
    expect(judged({ retentionDays: 400 }, {}, { edsMinDays: 2557 }).status).toBe('fail');
  });

  it.each(['ActivityAuditLog', 'ConfigurationItem', 'Evidence'])(
    'lets a store of %s be of one Region',
    (category) => {
      const store = { isMultiRegion: false, isOrganization: false, selectors: ofCategory(category) };
      expect(judged(store).status).toBe('pass');
    },
  );

  it('asks only of the central store that it covers the organization', () => {
    const local = { isOrganization: false, accountId: names.member };
    expect(judged(local).status).toBe('pass');
    const delegatedAdministrators = { 'cloudtrail.amazonaws.com': [names.member] };
    expect(judged(local, { organization: anOrganization({ delegatedAdministrators }) }).status).toBe('fail');
    expect(judged({ isOrganization: false }, { organization: null }).status).toBe('pass');
  });

  it('is not about a store that waits to be deleted, and says nothing where there is none', () => {
    expect(judged({ status: 'PENDING_DELETION', isProtected: false }).status).toBe('not_applicable');
    expect(verdictsOf(control, anEstate({ eventDataStores: complete([]) }))).toEqual([]);
  });

  it.each<[string, Partial<EventDataStore>, Partial<Estate>]>([
    ['protection', { isProtected: denied }, {}],
    ['retention', { retentionDays: denied }, {}],
    ['selectors', { selectors: denied }, {}],
    ['tags of an idle store', { status: 'STOPPED_INGESTION', tags: denied }, {}],
    ['organization', { isOrganization: false }, { organization: denied }],
  ])('does not know while the %s could not be read', (_what, store, estate) => {
    expect(judged(store, estate).status).toBe('unknown');
  });
});
