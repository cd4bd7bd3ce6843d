import { describe, expect, it } from 'vitest';
import { anAccount, anEstate, aRecorder, complete, denied, names } from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import { judge } from '../../judge/judge.ts';
import type { ConfigRecorder } from '../../model/estate.ts';
import { type Collection, unknownBecause } from '../../model/fact.ts';
import { controls } from '../index.ts';
import control from './config-records-everywhere.ts';

const types = [
  'AWS::CloudTrail::Trail',
  'AWS::GuardDuty::Detector',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
];
const globalTypes = ['AWS::IAM::Group', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User'];

function judged(recorders: readonly Partial<ConfigRecorder>[] | Collection<ConfigRecorder>) {
  const list = Array.isArray(recorders)
    ? complete(recorders.map(aRecorder))
    : (recorders as Collection<ConfigRecorder>);
  const accounts = complete([anAccount({ enabledRegions: ['us-east-1'] })]);
  return verdictOf(control, anEstate({ accounts, detectors: complete([]), recorders: list }));
}

describe(control.id, () => {
  it.each<[string, Partial<ConfigRecorder>, string]>([
    ['of all types', {}, 'pass'],
    ['of the types that count, one by one', { recordedTypes: [...types, ...globalTypes] }, 'pass'],
    [
      'of the types that count but keys',
      { recordedTypes: [...types.filter((type) => !type.includes('KMS')), ...globalTypes] },
      'fail',
    ],
    ['of all types but buckets', { excludedTypes: ['AWS::S3::Bucket'] }, 'fail'],
    ['of all types but some that do not count', { excludedTypes: ['AWS::EC2::Instance'] }, 'pass'],
    ['that leaves users and roles out', { includesGlobalTypes: false }, 'fail'],
    ['that is stopped', { isRecording: false }, 'fail'],
    ['that does not deliver', { lastStatus: 'FAILURE' }, 'fail'],
    ['that has not delivered yet', { lastStatus: null }, 'fail'],
    ['with a role of our own', { roleArn: 'arn:aws:iam::444444444444:role/config' }, 'fail'],
    [
      'with the linked role of the program',
      { roleArn: 'urn:pulumi:dev::p::aws:iam/serviceLinkedRole:ServiceLinkedRole::config' },
      'pass',
    ],
    ['in another Region', { region: 'eu-west-1' }, 'fail'],
    ['of another account', { accountId: names.security }, 'fail'],
    ['whose state could not be read', { isRecording: denied }, 'unknown'],
    ['whose types could not be read', { recordedTypes: denied }, 'unknown'],
    ['whose place is not known', { region: denied }, 'unknown'],
  ])('a recorder %s -> %s', (_case, recorder, status) => {
    expect(judged([recorder]).status).toBe(status);
  });

  it('asks for users and roles in one Region of the account', () => {
    const elsewhere = { region: 'eu-west-1' };
    expect(judged([{ includesGlobalTypes: false }, elsewhere]).status).toBe('pass');
    expect(
      judged([{ includesGlobalTypes: false }, { ...elsewhere, includesGlobalTypes: denied }]).status,
    ).toBe('unknown');
  });

  it('judges a recorder of a program that names no Region of its account, and asks nothing else of the place', () => {
    const openWorld = unknownBecause('open-world', 'the program does not show it');
    const estate = anEstate({
      lens: 'preview',
      accounts: { items: [], complete: openWorld },
      detectors: { items: [], complete: openWorld },
      securityHubs: { items: [], complete: openWorld },
      analyzers: { items: [], complete: openWorld },
      recorders: { items: [aRecorder({ isRecording: false })], complete: openWorld },
    });
    const region = controls.filter(({ appliesTo }) => appliesTo === 'region');
    const said = judge(estate, { controls: region })
      .filter(({ subject }) => subject.id === `${names.member}/us-east-1`)
      .map(({ controlId, verdict }) => [controlId, verdict.status]);
    expect(said).toEqual([
      ['GD-01', 'unknown'],
      ['IAM-09', 'unknown'],
      ['OPS-01', 'fail'],
      ['OPS-03', 'unknown'],
    ]);
  });

  it('does not know while recorders could not be listed', () => {
    expect(judged({ items: [], complete: denied }).status).toBe('unknown');
  });
});
