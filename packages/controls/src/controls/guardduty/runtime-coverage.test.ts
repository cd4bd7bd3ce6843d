import { describe, expect, it } from 'vitest';
import { anAdministratorDetector, anEstate, complete, denied, names } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { AdministratorDetector, RuntimeCoverage, UnhealthyResource } from '../../model/estate.ts';
import control from './runtime-coverage.ts';

const hoursAgo = (hours: number) => new Date(Date.parse(names.asOf) - hours * 3_600_000).toISOString();

function aResource(differing: Partial<UnhealthyResource> = {}): UnhealthyResource {
  const since = hoursAgo(48);
  return { id: 'web', accountId: names.member, type: 'EKS', issue: 'no agent', since, ...differing };
}

function judged(
  coverage: Partial<RuntimeCoverage>,
  parameters = {},
  detector: Partial<AdministratorDetector> = {},
) {
  const whole = {
    healthy: 97,
    unhealthy: 0,
    countByType: {},
    unhealthyResources: complete<UnhealthyResource>([]),
  };
  const one = anAdministratorDetector({ coverage: { ...whole, ...coverage }, ...detector });
  return verdictsOf(control, anEstate({ administratorDetectors: complete([one]) }), parameters)[0];
}
const unhealthy = (count: number, differing: Partial<UnhealthyResource> = {}) => ({
  unhealthy: count,
  unhealthyResources: complete(
    Array.from({ length: count }, (_, index) => aResource({ id: `web-${index}`, ...differing })),
  ),
});

describe(control.id, () => {
  it.each<[string, Partial<RuntimeCoverage>, string]>([
    ['all healthy', {}, 'pass'],
    ['97 of 100 healthy', unhealthy(3), 'pass'],
    ['90 of 100 healthy', { ...unhealthy(10), healthy: 90 }, 'fail'],
    ['one silent for 73 hours', unhealthy(1, { since: hoursAgo(73) }), 'fail'],
    ['one silent for 71 hours', unhealthy(1, { since: hoursAgo(71) }), 'pass'],
    ['many that are new', { ...unhealthy(50, { since: hoursAgo(2) }), healthy: 50 }, 'pass'],
    ['nothing covered', { healthy: 0 }, 'not_applicable'],
    ['only new ones', { ...unhealthy(2, { since: hoursAgo(1) }), healthy: 0 }, 'not_applicable'],
    [
      'unhealthy ones that were not listed',
      { unhealthy: 1, unhealthyResources: { items: [], complete: denied } },
      'unknown',
    ],
    ['one that is silent for an unknown time', unhealthy(1, { since: denied }), 'unknown'],
  ])('%s -> %s', (_case, coverage, status) => {
    expect(judged(coverage)?.status).toBe(status);
  });

  it('takes the share from its parameter', () => {
    const coverage = { ...unhealthy(10), healthy: 90 };
    expect(judged(coverage, { minHealthyPercent: 90 })?.status).toBe('pass');
  });

  it('names what is wrong with a resource', () => {
    expect(judged(unhealthy(1, { since: hoursAgo(100) }))).toMatchObject({
      reason: expect.stringContaining(`web-0 in ${names.member} (no agent)`),
    });
  });

  it('does not know while coverage is hidden, and is not about a Region without it', () => {
    expect(judged({}, {}, { coverage: denied })?.status).toBe('unknown');
    expect(judged({}, {}, { coverage: null })?.status).toBe('not_applicable');
  });
});
