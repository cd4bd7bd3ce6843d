import { describe, expect, it } from 'vitest';
import { aMalwarePlan, anAdministratorDetector, anEstate, complete, denied } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { AdministratorDetector, Estate } from '../../model/estate.ts';
import control from './tags.ts';

/** The verdicts on a destination, the detector, a filter, a list and a plan, in this order. */
function judged(
  detector: Partial<AdministratorDetector>,
  requiredTags: readonly string[],
  estate: Partial<Estate> = {},
) {
  const administratorDetectors = complete([anAdministratorDetector(detector)]);
  return verdictsOf(control, anEstate({ administratorDetectors, ...estate }), { requiredTags });
}

describe(control.id, () => {
  it('judges the detector and all that belongs to it, and the plans', () => {
    expect(judged({}, ['Owner']).map(({ status }) => status)).toEqual(Array(5).fill('pass'));
  });

  it.each([
    [{ Owner: 'security' }, 'pass'],
    [{ owner: 'security' }, 'fail'],
    [{ Owner: '' }, 'fail'],
    [{}, 'fail'],
    [null, 'fail'],
    [denied, 'unknown'],
  ])('%j -> %s', (tags, status) => {
    expect(judged({ tags }, ['Owner'])[1]?.status).toBe(status);
  });

  it('is about nothing while no tag is required; tags of AWS count for nothing', () => {
    expect(judged({}, [])[0]?.status).toBe('not_applicable');
    expect(judged({}, ['aws:createdBy'])[0]?.status).toBe('not_applicable');
  });

  it('finds no tag in what every object has', () => {
    expect(judged({ tags: {} }, ['constructor'])[1]?.status).toBe('fail');
  });

  it('does not know while filters or plans could not be listed', () => {
    const hidden = { items: [], complete: denied };
    expect(judged({ filters: hidden }, ['Owner']).some(({ status }) => status === 'unknown')).toBe(true);
    const unlisted = judged({}, ['Owner'], { malwarePlans: hidden });
    expect(unlisted.some(({ status }) => status === 'unknown')).toBe(true);
  });

  it('names the plan that has none', () => {
    const malwarePlans = complete([aMalwarePlan({ tags: {} })]);
    const [failed] = judged({}, ['Owner'], { malwarePlans }).filter(({ status }) => status === 'fail');
    expect(failed).toMatchObject({ reason: 'the plan has no tag Owner' });
  });
});
