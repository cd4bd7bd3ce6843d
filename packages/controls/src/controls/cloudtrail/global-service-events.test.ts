import { describe, expect, it } from 'vitest';
import { anEstate, aTrail, complete, denied } from '../../../test/builders.ts';
import { verdictOf, verdictsOf } from '../../../test/verdicts-of.ts';
import type { Trail } from '../../model/estate.ts';
import control from './global-service-events.ts';

const judged = (trail: Partial<Trail>) => verdictOf(control, anEstate({ trails: complete([aTrail(trail)]) }));

describe(control.id, () => {
  it('passes a multi-Region trail that includes them', () => {
    expect(judged({}).status).toBe('pass');
  });

  it.each([
    ['us-east-1', 'pass'],
    ['us-gov-west-1', 'pass'],
    ['cn-north-1', 'pass'],
    ['eu-west-1', 'fail'],
    ['us-gov-east-1', 'fail'],
  ] as const)('a single-Region trail in %s -> %s', (homeRegion, status) => {
    expect(judged({ isMultiRegion: false, homeRegion }).status).toBe(status);
  });

  it('fails a multi-Region trail that leaves them out', () => {
    expect(judged({ includesGlobalServices: false })).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('leaves out global services'),
    });
  });

  it('fails when the only trail that would receive them is stopped', () => {
    expect(judged({ isLogging: false }).status).toBe('fail');
  });

  it('passes a single-Region trail beside one that receives them', () => {
    const arn = 'arn:aws:cloudtrail:eu-west-1:111111111111:trail/local';
    const local = aTrail({
      arn,
      isMultiRegion: false,
      homeRegion: 'eu-west-1',
      includesGlobalServices: false,
    });
    const verdicts = verdictsOf(control, anEstate({ trails: complete([local, aTrail()]) }));
    expect(verdicts.map(({ status }) => status)).toEqual(['pass', 'pass']);
  });

  it.each<[string, Partial<Trail>]>([
    ['the switch', { includesGlobalServices: denied }],
    ['the Regions', { isMultiRegion: denied, homeRegion: 'eu-west-1' }],
    ['the home Region', { isMultiRegion: false, homeRegion: denied }],
    ['the state', { isLogging: denied }],
  ])('does not know while %s of the only trail could not be read', (_what, trail) => {
    expect(judged(trail).status).toBe('unknown');
  });

  it('does not know while the trails of the account are hidden', () => {
    const accounts = { items: [], complete: denied };
    const trails = { items: [aTrail({ isMultiRegion: false, homeRegion: 'eu-west-1' })], complete: denied };
    expect(verdictsOf(control, anEstate({ accounts, trails })).map(({ status }) => status)).toEqual([
      'unknown',
      'unknown',
    ]);
  });
});
