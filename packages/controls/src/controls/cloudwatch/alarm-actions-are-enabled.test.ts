import { describe, expect, it } from 'vitest';
import { anAlarm, anEstate, complete } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './alarm-actions-are-enabled.ts';

describe(control.id, () => {
  it.each([
    ['enabled', true, 'pass'],
    ['disabled', false, 'fail'],
    ['as AWS has them by default', null, 'pass'],
    ['not known', unknownBecause('access-denied', 'AccessDenied'), 'unknown'],
  ] as const)('actions %s', (_what, hasActionsEnabled, status) => {
    const estate = anEstate({ alarms: complete([anAlarm({ hasActionsEnabled })]) });
    expect(verdictOf(control, estate).status).toBe(status);
  });
});
