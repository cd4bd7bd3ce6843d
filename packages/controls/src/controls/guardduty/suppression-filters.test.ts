import { describe, expect, it } from 'vitest';
import {
  aFindingFilter,
  anAdministratorDetector,
  anEstate,
  complete,
  denied,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { Estate, FilterCondition, FindingFilter } from '../../model/estate.ts';
import control from './suppression-filters.ts';

function judged(filters: readonly Partial<FindingFilter>[], estate: Partial<Estate> = {}) {
  const detector = anAdministratorDetector({ filters: complete(filters.map((one) => aFindingFilter(one))) });
  return verdictsOf(control, anEstate({ administratorDetectors: complete([detector]), ...estate }))[0];
}
const matching = (criteria: Record<string, FilterCondition>) => [{ criteria }];
const type = { equals: ['Recon:EC2/PortProbeUnprotectedPort'] };
const account = { equals: ['444444444444'] };
const low = { lessThan: 7 };

describe(control.id, () => {
  it.each<[string, readonly Partial<FindingFilter>[], string]>([
    ['narrow and reviewed', [{}], 'pass'],
    ['no filter', [], 'not_applicable'],
    ['a view', [{ action: 'NOOP', criteria: {}, description: null }], 'not_applicable'],
    [
      'of a resource',
      matching({ type, 'resource.instanceDetails.tags.value': { matches: ['scanner*'] }, severity: low }),
      'pass',
    ],
    [
      'of chosen low severities',
      matching({ type, accountId: account, severity: { equals: ['2', '5'] } }),
      'pass',
    ],
    ['up to 6.9', matching({ type, accountId: account, severity: { lessThanOrEqual: 6.9 } }), 'pass'],
    ['without a type', matching({ accountId: account, severity: low }), 'fail'],
    [
      'of all types but some',
      matching({ type: { notEquals: ['x'] }, accountId: account, severity: low }),
      'fail',
    ],
    ['of any type', matching({ type: { matches: ['*'] }, accountId: account, severity: low }), 'fail'],
    ['without a resource', matching({ type, severity: low }), 'fail'],
    [
      'of a kind of resource',
      matching({ type, 'resource.resourceType': { equals: ['Instance'] }, severity: low }),
      'fail',
    ],
    [
      'of an address alone',
      matching({
        type,
        'service.action.networkConnectionAction.remoteIpDetails.ipAddressV4': { equals: ['1.2.3.4'] },
        severity: low,
      }),
      'fail',
    ],
    ['of any severity', matching({ type, accountId: account }), 'fail'],
    ['up to severity 7', matching({ type, accountId: account, severity: { lessThanOrEqual: 7 } }), 'fail'],
    ['of severity 8', matching({ type, accountId: account, severity: { equals: ['2', '8'] } }), 'fail'],
    ['without a description', [{ description: null }], 'fail'],
    ['without an owner', [{ description: 'Review by: 2026-12-31' }], 'fail'],
    ['with an empty owner', [{ description: 'Owner:  - Review by: 2026-12-31' }], 'fail'],
    ['without a day', [{ description: 'Owner: security' }], 'fail'],
    ['with a day that does not exist', [{ description: 'Owner: security - Review by: 2026-02-31' }], 'fail'],
    ['past its review', [{ description: 'Owner: security - Review by: 2026-06-14' }], 'fail'],
    ['on the day of its review', [{ description: 'Owner: security - Review by: 2026-06-15' }], 'pass'],
    ['of unknown criteria', [{ criteria: denied }], 'unknown'],
    ['of unknown action', [{ action: denied }], 'unknown'],
    ['of unknown description', [{ description: denied }], 'unknown'],
  ])('%s -> %s', (_case, filters, status) => {
    expect(judged(filters)?.status).toBe(status);
  });

  it('does not know the day in a program', () => {
    expect(judged([{}], { asOf: null })?.status).toBe('unknown');
    expect(judged(matching({ type }), { asOf: null })?.status).toBe('fail');
  });

  it('does not know while filters could not be listed', () => {
    const detector = anAdministratorDetector({ filters: { items: [], complete: denied } });
    const estate = anEstate({ administratorDetectors: complete([detector]) });
    expect(verdictsOf(control, estate)[0]?.status).toBe('unknown');
  });
});
