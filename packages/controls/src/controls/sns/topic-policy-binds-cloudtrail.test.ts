import { describe, expect, it } from 'vitest';
import {
  anEstate,
  aPublishStatement,
  aTopic,
  aTrail,
  complete,
  denied,
  names,
  ofOurTrail,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Topic } from '../../model/estate.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './topic-policy-binds-cloudtrail.ts';

const judged = (topic: Partial<Topic>, estate: Partial<Estate> = {}, parameters = {}) =>
  verdictOf(
    control,
    anEstate({ topics: complete([aTopic({ arn: names.topicArn, ...topic })]), ...estate }),
    parameters,
  ).status;
const service = 'cloudtrail.amazonaws.com';
const of = (Condition?: PolicyStatement['Condition'], Action: string | string[] = 'SNS:Publish') => ({
  policy: {
    Statement: [aPublishStatement(service, { Action, ...(Condition === undefined ? {} : { Condition }) })],
  },
});
const account = (id: string) => ({ StringEquals: { 'AWS:SourceAccount': id } });

describe(control.id, () => {
  it.each<[string, Partial<Topic>, string]>([
    ['our trail', of(ofOurTrail()), 'pass'],
    ['our account', of(account(names.management)), 'pass'],
    ['everyone’s trails', of(), 'fail'],
    ['everyone’s trails, among other calls', of(undefined, ['sns:Get*', 'sns:*']), 'fail'],
    [
      'a stranger’s trail',
      of({ ArnEquals: { 'aws:SourceArn': names.trailArn.replaceAll('1', '9') } }),
      'fail',
    ],
    ['any account’s trail', of({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/*' } }), 'fail'],
    ['a stranger’s account', of(account('999999999999')), 'fail'],
    ['nobody', { policy: { Statement: [aPublishStatement('cloudwatch.amazonaws.com')] } }, 'fail'],
    ['nobody, without a policy', { policy: null }, 'fail'],
    ['nobody knows', { policy: denied }, 'unknown'],
  ])('a topic that lets in %s', (_whom, topic, status) => {
    expect(judged(topic)).toBe(status);
  });

  it('is not about a topic that no trail tells', () => {
    const policy = { Statement: [aPublishStatement('cloudwatch.amazonaws.com')] };
    expect(judged({ policy }, { trails: complete([aTrail({ topicArn: null })]) })).toBe('not_applicable');
    expect(judged({ policy }, { trails: complete([aTrail({ topicArn: denied })]) })).toBe('unknown');
  });

  it('takes ARNs that are configured for those of our trails', () => {
    const arn = 'arn:aws:cloudtrail:us-east-1:555555555555:trail/partner';
    const policy = of({ ArnEquals: { 'aws:SourceArn': arn } });
    expect(judged(policy)).toBe('fail');
    expect(judged(policy, {}, { trailArns: [arn] })).toBe('pass');
  });
});
