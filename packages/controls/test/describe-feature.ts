import { describe, expect, it } from 'vitest';
import type { Control } from '../src/model/control.ts';
import type {
  AdministratorDetector,
  DetectionOrganization,
  Estate,
  FeatureSetting,
} from '../src/model/estate.ts';
import { type Fact, unknownBecause } from '../src/model/fact.ts';
import {
  aDetectionOrganization,
  anAccount,
  anAdministratorDetector,
  anEstate,
  complete,
  denied,
  detectorFeatures,
  featuresSet,
  names,
  open,
} from './builders.ts';
import { verdictOf } from './verdicts-of.ts';

/** A feature, or a part of one, in every state that a test of its control needs. */
export interface Feature {
  readonly name: string;
  readonly part?: string;
}

/** How GuardDuty is set in a test. */
interface Setting {
  readonly detector?: Partial<AdministratorDetector>;
  readonly organization?: Partial<DetectionOrganization>;
  readonly estate?: Partial<Estate>;
}

/** Judges an organization of one Region that differs from a compliant one as said. */
export function judgedFeature(
  control: Control,
  { detector = {}, organization = {}, estate = {} }: Setting = {},
  parameters = {},
) {
  const all = anEstate({
    accounts: complete([
      anAccount({ id: names.management, enabledRegions: [names.home] }),
      anAccount({ enabledRegions: [names.home] }),
    ]),
    administratorDetectors: complete([anAdministratorDetector(detector)]),
    detectionOrganizations: complete([aDetectionOrganization(organization)]),
    ...estate,
  });
  return verdictOf(control, all, parameters);
}

/** A feature with this setting: the whole of it, or only its part. */
export function setTo<T extends string>({ name, part }: Feature, setting: Fact<T>, on: T): FeatureSetting<T> {
  const whole = featuresSet(on).find((one) => one.name === name) as FeatureSetting<T>;
  if (part === undefined) return { ...whole, setting };
  const additional = (whole.additional as readonly { name: string; setting: T }[]).map((one) =>
    one.name === part ? { ...one, setting } : one,
  );
  return { ...whole, additional };
}

function features<T extends string>(on: T, differing: FeatureSetting<T>) {
  return complete(featuresSet(on).map((one) => (one.name === differing.name ? differing : one)));
}

/** An organization of these members alone, each with the feature set so. */
function withMembers(
  feature: Feature,
  setting: Fact<'ENABLED' | 'DISABLED'>,
  ...accountIds: readonly string[]
): Partial<DetectionOrganization> {
  const ids = accountIds.length === 0 ? [names.member] : accountIds;
  return {
    members: ids.map((accountId) => ({ accountId, status: 'Enabled' })),
    memberFeatures: complete(
      ids.map((accountId) => ({
        accountId,
        features: features('ENABLED', setTo(feature, setting, 'ENABLED')),
      })),
    ),
  };
}

const without = (name: string, all: readonly { readonly name: string }[]) =>
  all.filter((one) => one.name !== name) as never;

/** The tests that every control of a feature has to stand. */
export function describeFeature(control: Control, feature: Feature): void {
  const { name } = feature;
  const at = (setting: Fact<'ENABLED' | 'DISABLED'>): Partial<AdministratorDetector> => ({
    features: detectorFeatures(setTo(feature, setting, 'ENABLED')),
  });
  const forAll = (setting: Fact<'ALL' | 'NEW' | 'NONE'>): Partial<DetectionOrganization> => ({
    features: features('ALL', setTo(feature, setting, 'ALL')),
  });

  describe(control.id, () => {
    it.each<[string, Setting, string]>([
      ['on everywhere', {}, 'pass'],
      ['off at the administrator', { detector: at('DISABLED') }, 'fail'],
      ['hidden at the administrator', { detector: at(denied) }, 'unknown'],
      ['for new accounts only', { organization: forAll('NEW') }, 'fail'],
      ['for no account', { organization: forAll('NONE') }, 'fail'],
      ['not set for accounts', { organization: forAll(null) }, 'fail'],
      ['hidden for accounts', { organization: forAll(denied) }, 'unknown'],
      ['off in a member', { organization: withMembers(feature, 'DISABLED') }, 'fail'],
      ['hidden in a member', { organization: withMembers(feature, denied) }, 'unknown'],
      ['unknown with the members', { organization: { members: denied } }, 'unknown'],
      ['unknown with some member', { organization: { memberFeatures: complete([]) } }, 'unknown'],
      [
        'off in a member of a list that is open',
        {
          organization: {
            ...withMembers(feature, 'DISABLED'),
            members: open,
          },
        },
        'fail',
      ],
      ['missed with the detector', { detector: { id: null } }, 'fail'],
      ['suspended with the detector', { detector: { enabled: false } }, 'fail'],
      ['hidden with the detector', { detector: { enabled: denied } }, 'unknown'],
      [
        'off, in a program that does not make the detector',
        { detector: { ...at('DISABLED'), enabled: open } },
        'fail',
      ],
    ])('%s -> %s', (_case, setting, status) => {
      expect(judgedFeature(control, setting).status).toBe(status);
    });

    it('names the members in which it is off, and those alone', () => {
      const accountIds = Array.from({ length: 7 }, (_, index) => `${100_000_000_000 + index}`);
      const off = withMembers(feature, 'DISABLED', ...accountIds);
      const fine = withMembers(feature, 'ENABLED', '999999999999');
      const organization = {
        members: [...(off.members as []), ...(fine.members as [])],
        memberFeatures: complete([
          ...(off.memberFeatures?.items ?? []),
          ...(fine.memberFeatures?.items ?? []),
        ]),
      };
      const verdict = judgedFeature(control, { organization });
      expect(verdict).toMatchObject({ reason: expect.stringContaining('7 members: 100000000000, ') });
      expect(JSON.stringify(verdict)).not.toContain('999999999999');
    });

    it('leaves out members that are not enabled: their membership is what is wrong', () => {
      const members = [{ accountId: names.member, status: 'Disabled' }];
      const organization = { ...withMembers(feature, 'DISABLED'), members };
      expect(judgedFeature(control, { organization }).status).toBe('pass');
    });

    it('waits a day for a member that has just joined', () => {
      const joined = anAccount({ joinedAt: '2026-06-15T02:00:00.000Z', enabledRegions: [names.home] });
      const management = anAccount({ id: names.management, enabledRegions: [names.home] });
      const verdict = judgedFeature(control, {
        organization: withMembers(feature, 'DISABLED'),
        estate: { accounts: complete([management, joined]) },
      });
      expect(verdict).toMatchObject({ because: { unknown: 'pending', until: '2026-06-16T02:00:00.000Z' } });
    });

    it('does not know a member that the batch left out', () => {
      const unprocessed = unknownBecause('not-read', 'guardduty:GetMemberDetectors did not process it');
      const hidden = { accountId: names.member, features: { items: [], complete: unprocessed } };
      const organization = {
        members: [{ accountId: names.member, status: 'Enabled' }],
        memberFeatures: complete([hidden]),
      };
      expect(judgedFeature(control, { organization })).toMatchObject({ because: unprocessed });
    });

    it('does not apply where AWS leaves it out of a filled list, and is not known from an empty one', () => {
      const items = detectorFeatures().items;
      const left = { features: complete(without(name, items)) };
      expect(judgedFeature(control, { detector: left as never }).status).toBe('not_applicable');
      const empty = judgedFeature(control, { detector: { features: complete([]) } });
      expect(empty).toMatchObject({ status: 'unknown', because: { unknown: 'missing-field' } });
    });

    it('says who sets it when an Organizations policy does', () => {
      const managed = {
        ...setTo<'ENABLED' | 'DISABLED'>({ name }, 'DISABLED', 'ENABLED'),
        managedBy: 'GUARDDUTY_POLICY',
      };
      const verdict = judgedFeature(control, { detector: { features: detectorFeatures(managed) } });
      expect(verdict).toMatchObject({ reason: expect.stringContaining('by GUARDDUTY_POLICY') });
    });

    it('asks a standalone account for its own detector alone', () => {
      const alone = { organization: null, detectionOrganizations: complete([]) };
      expect(judgedFeature(control, { estate: alone }).status).toBe('pass');
      expect(judgedFeature(control, { detector: at('DISABLED'), estate: alone }).status).toBe('fail');
    });

    it('does not know the organization’s settings that were not read', () => {
      const unread = { detectionOrganizations: { items: [], complete: denied } };
      expect(judgedFeature(control, { estate: unread }).status).toBe('unknown');
    });

    if (Object.hasOwn(control.parameters, 'allowNew')) {
      it('passes NEW on request, while every member has it', () => {
        const asked = { allowNew: true };
        const organization = forAll('NEW');
        expect(judgedFeature(control, { organization }, asked).status).toBe('pass');
        const off = { ...organization, ...withMembers(feature, 'DISABLED') };
        expect(judgedFeature(control, { organization: off }, asked).status).toBe('fail');
        expect(judgedFeature(control, { organization: forAll('NONE') }, asked).status).toBe('fail');
      });
    }
  });
}
