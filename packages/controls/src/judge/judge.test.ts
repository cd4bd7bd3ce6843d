import { describe, expect, it } from 'vitest';
import {
  aDetectionOrganization,
  aDetector,
  anAccount,
  anEstate,
  aTrail,
  complete,
  configuration,
  names,
} from '../../test/builders.ts';
import { controls } from '../controls/index.ts';
import { defineControl } from '../define-control.ts';
import type { Control } from '../model/control.ts';
import { unknownBecause } from '../model/fact.ts';
import { pass } from '../verdicts.ts';
import { judge } from './judge.ts';
import { ordered } from './ordered.ts';

const facts = {
  id: 'XX-01',
  title: 'Example',
  intent: 'Example.',
  severity: 'low',
  policies: [],
  pulumiTypes: [],
  needs: [],
  fix: 'Nothing.',
  url: 'https://docs.aws.amazon.com/',
} as const;

describe('judge', () => {
  it('judges the compliant organization by every control, and finds nothing', () => {
    const results = judge(anEstate(), { parameters: configuration });
    expect(new Set(results.map(({ controlId }) => controlId))).toEqual(new Set(controls.map(({ id }) => id)));
    const wanted = ['pass', 'not_applicable'];
    expect(results.filter(({ verdict }) => !wanted.includes(verdict.status))).toEqual([]);
  });

  it('answers unknown, with the error, for a control that throws', () => {
    const broken = defineControl({
      ...facts,
      appliesTo: 'trail',
      evaluate: () => {
        throw new TypeError('selectors is not iterable');
      },
    }) as unknown as Control;
    expect(judge(anEstate(), { controls: [broken] })).toMatchObject([
      { verdict: { status: 'unknown', reason: expect.stringContaining('selectors is not iterable') } },
    ]);
  });

  it('says the same of an estate that is in order already, however often it is asked', () => {
    const estate = anEstate();
    const inOrder = ordered(estate);
    expect(ordered(inOrder)).toBe(inOrder);
    const results = judge(estate);
    expect(judge(inOrder)).toEqual(results);
    expect(controls.flatMap((control) => judge(inOrder, { controls: [control] }))).toEqual(results);
    expect(Object.keys({ ...inOrder })).toEqual(Object.keys(estate));
  });

  it('shows a list that could not be completed as unknown, beside what is known of it', () => {
    const denied = unknownBecause(
      'access-denied',
      'AccessDenied for cloudtrail:DescribeTrails in 444444444444',
    );
    const control = controls.filter(({ id }) => id === 'CT-06');
    const results = judge(anEstate({ trails: { items: [aTrail()], complete: denied } }), {
      controls: control,
    });
    expect(results.map(({ subject, verdict }) => [subject.id, verdict.status])).toEqual([
      [aTrail().arn, 'pass'],
      ['other trails', 'unknown'],
    ]);
  });

  it('hands a control its defaults with the user’s values laid over', () => {
    const seen: unknown[] = [];
    const control = defineControl({
      ...facts,
      appliesTo: 'trail',
      parameters: { hours: 6, strict: true },
      parameterHelp: { hours: { description: 'Hours.' }, strict: { description: 'Strict.' } },
      evaluate: (_trail, { parameters }) => {
        seen.push(parameters);
        return pass();
      },
    }) as unknown as Control;
    judge(anEstate(), { controls: [control], parameters: { 'XX-01': { hours: 2 } } });
    expect(seen).toEqual([{ hours: 2, strict: true }]);
  });

  it('names every parameter that cannot be used', () => {
    const parameters = {
      'CT-07': { digestMaxAgeHours: '6', other: 1 },
      'CT-20': { deliveryMaxAgeHours: 0 },
      'LB-12': { lockMode: 'NONE' },
      'LB-08': { breakGlassRoleArns: 'arn' },
      'ZZ-99': {},
    };
    expect(() => judge(anEstate(), { parameters })).toThrow(
      expect.objectContaining({
        name: 'InvalidParametersError',
        faults: [
          'CT-07.digestMaxAgeHours: must be a number, not "6"',
          'CT-07.other: CT-07 has no such parameter; it has digestMaxAgeHours',
          'CT-20.deliveryMaxAgeHours: must be at least 1, not 0',
          'LB-12.lockMode: must be one of GOVERNANCE, COMPLIANCE, not "NONE"',
          'LB-08.breakGlassRoleArns: must be a list of strings',
          expect.stringContaining('ZZ-99: there is no such control'),
        ],
      }),
    );
  });

  it('refuses the names of inherited properties as parameters', () => {
    expect(() => judge(anEstate(), { parameters: { 'CT-07': { constructor: 1 } } })).toThrow(
      'no such parameter',
    );
  });

  it('gives one answer for a standalone account', () => {
    const organizational = controls.filter(({ id }) => ['CT-03', 'GD-03', 'GD-04'].includes(id));
    const results = judge(anEstate({ organization: null, detectionOrganizations: complete([]) }), {
      controls: organizational,
    });
    expect(results.map(({ verdict }) => verdict.status)).toEqual(Array(3).fill('not_applicable'));
  });

  it('holds each account and Region of a large organization to its own detector, trail and membership', () => {
    const regions = ['eu-west-1', 'us-east-1', 'us-west-2'];
    const ids = Array.from({ length: 40 }, (_, index) => String(500_000_000_000 + index));
    const places = ids.flatMap((id, account) =>
      regions.map((region, index) => ({ id, region, state: ['on', 'off', 'none'][(account + index) % 3] })),
    );
    const results = judge(
      anEstate({
        accounts: complete(ids.map((id) => anAccount({ id, enabledRegions: regions, visibleTrails: [] }))),
        trails: complete(
          ids
            .filter((_, index) => index % 2 === 0)
            .map((id) => aTrail({ arn: `arn:aws:cloudtrail:us-east-1:${id}:trail/own`, ownerAccountId: id })),
        ),
        detectors: complete(
          places
            .filter(({ state }) => state !== 'none')
            .map(({ id, region, state }) => aDetector({ accountId: id, region, enabled: state === 'on' })),
        ),
        detectionOrganizations: complete([
          aDetectionOrganization({
            members: ids.slice(5).map((accountId) => ({ accountId, status: 'Enabled' })),
          }),
        ]),
      }),
    );
    const said = (controlId: string) =>
      Object.fromEntries(
        results
          .filter((result) => result.controlId === controlId)
          .map(({ subject, verdict }) => [subject.id, verdict]),
      );
    const statuses = (controlId: string) =>
      Object.entries(said(controlId)).map(([id, { status }]) => [id, status]);

    expect(statuses('GD-01')).toEqual(
      places.map(({ id, region, state }) => [`${id}/${region}`, state === 'on' ? 'pass' : 'fail']),
    );
    expect(statuses('CT-01').map(([, status]) => status)).toEqual(
      ids.map((_, index) => (index % 2 === 0 ? 'pass' : 'fail')),
    );
    const members = said('GD-04')[names.home];
    expect(members?.status).toBe('fail');
    const missing = members && 'reason' in members ? members.reason.match(/\d{12}(?=\))/g) : [];
    expect(missing).toEqual(ids.slice(0, 5));
  });
});
