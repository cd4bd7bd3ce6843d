import { describe, expect, it } from 'vitest';
import { aCompositeAlarm, anAlarm, anEstate, aTopic, complete, denied } from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { Alarm, Estate } from '../../model/estate.ts';
import control from './alarms-have-an-action.ts';

const judged = (alarm: Partial<Alarm>, estate: Partial<Estate> = {}, others: readonly Alarm[] = []) =>
  verdictsOf(control, anEstate({ alarms: complete([anAlarm(alarm), ...others]), ...estate })).at(-1)?.status;

describe(control.id, () => {
  it.each<[string, Partial<Alarm>, Partial<Estate>, string]>([
    ['that tells a topic', {}, {}, 'pass'],
    ['that runs a function', { alarmActions: ['arn:aws:lambda:us-east-1:1:function:f'] }, {}, 'pass'],
    ['without an action', { alarmActions: [] }, {}, 'fail'],
    ['whose topic is gone', {}, { topics: complete([aTopic({ exists: null })]) }, 'fail'],
    ['whose topic was not read', {}, { topics: { items: [], complete: denied } }, 'unknown'],
    ['of a program, with a topic elsewhere', {}, { lens: 'preview', topics: complete([]) }, 'pass'],
    ['that could not be read', { alarmActions: denied }, {}, 'unknown'],
  ])('an alarm %s', (_what, alarm, estate, status) => {
    expect(judged(alarm, estate)).toBe(status);
  });

  it('leaves the acting to a composite alarm that acts', () => {
    expect(judged({ alarmActions: [] }, {}, [aCompositeAlarm()])).toBe('not_applicable');
    expect(judged({ alarmActions: [] }, {}, [aCompositeAlarm({ alarmActions: [] })])).toBe('fail');
    expect(judged({ alarmActions: [] }, {}, [aCompositeAlarm({ rule: 'ALARM(other)' })])).toBe('fail');
    expect(judged({ alarmActions: [] }, {}, [aCompositeAlarm({ rule: denied })])).toBe('unknown');
  });
});
