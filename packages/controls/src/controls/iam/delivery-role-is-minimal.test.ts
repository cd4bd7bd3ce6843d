import { describe, expect, it } from 'vitest';
import {
  aDeliveryAccess,
  aDocument,
  aLogGroup,
  anEstate,
  aPersonalTrust,
  aServiceTrust,
  aTrail,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictOf } from '../../../test/verdicts-of.ts';
import type { Estate, Identity, Trail } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { PolicyStatement } from '../../model/policy-document.ts';
import control from './delivery-role-is-minimal.ts';

const unresolved = unknownBecause('unresolved', 'known only after the update');
const urn = 'urn:pulumi:dev::project::aws:cloudwatch/logGroup:LogGroup::trail';
const service = 'cloudtrail.amazonaws.com';
const group = 'arn:aws:logs:us-east-1:111111111111:log-group:trail';

function judged(
  role: Partial<Identity>,
  statement: Partial<PolicyStatement> = {},
  differing: Partial<Estate> = {},
) {
  const document = aDocument({
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: `${group}:log-stream:*`,
    ...statement,
  });
  return verdictOf(control, anEstate({ access: complete([aDeliveryAccess(role, document)]), ...differing }));
}
const trail = (facts: Partial<Trail>) => ({ trails: complete([aTrail(facts)]) });

describe(control.id, () => {
  it.each<[string, Partial<Identity>, string]>([
    ['CloudTrail', {}, 'pass'],
    [
      'CloudTrail for one trail, which stops delivery',
      { trust: aServiceTrust(service, { StringEquals: { 'aws:SourceArn': names.trailArn } }) },
      'fail',
    ],
    ['another service', { trust: aServiceTrust('lambda.amazonaws.com') }, 'fail'],
    [
      'CloudTrail and people',
      { trust: aDocument(...aServiceTrust(service).Statement, ...aPersonalTrust().Statement) },
      'fail',
    ],
    ['nobody', { trust: null }, 'fail'],
    ['nobody knows whom', { trust: denied }, 'unknown'],
  ])('a role that trusts %s -> %s', (_case, role, status) => {
    expect(judged(role).status).toBe(status);
  });

  it.each<[string, Partial<PolicyStatement>, string]>([
    ['streams of the group', {}, 'pass'],
    [
      'streams of account and organization',
      {
        Resource: [
          `${group}:log-stream:111111111111_CloudTrail_us-east-1*`,
          `${group}:log-stream:o-exampleorgid_*`,
        ],
      },
      'pass',
    ],
    ['the group itself', { Resource: `${group}:*` }, 'pass'],
    ['streams of every group', { Resource: '*' }, 'fail'],
    [
      'streams of another group',
      { Resource: 'arn:aws:logs:us-east-1:111111111111:log-group:other:*' },
      'fail',
    ],
    ['all but a group', { Resource: undefined as never, NotResource: group }, 'fail'],
    ['streams, and their deletion', { Action: ['logs:PutLogEvents', 'logs:DeleteLogStream'] }, 'fail'],
    ['streams, by a wildcard', { Action: 'logs:*' }, 'fail'],
    ['streams, in other case', { Action: ['LOGS:createLogStream', 'logs:putLogEvents'] }, 'pass'],
  ])('a role that may write %s -> %s', (_case, statement, status) => {
    expect(judged({}, statement).status).toBe(status);
  });

  it.each<[string, Partial<Estate>, string]>([
    ['no delivery', trail({ logsRoleArn: null }), 'not_applicable'],
    ['a role that does not exist', trail({ logsRoleArn: `${names.logsRoleArn}-gone` }), 'fail'],
    [
      'a role of an account that was not read',
      trail({ logsRoleArn: 'arn:aws:iam::999999999999:role/x' }),
      'unknown',
    ],
    ['a role that could not be read', { access: { items: [], complete: denied } }, 'unknown'],
    ['a group that could not be read', trail({ logGroupArn: denied }), 'unknown'],
  ])('%s -> %s', (_case, differing, status) => {
    expect(judged({}, {}, differing).status).toBe(status);
  });

  it.each<[string, Partial<Estate>['logGroups'], string]>([
    ['by its name', complete([aLogGroup({ name: 'trail', arn: unresolved, observation: { urn } })]), 'pass'],
    [
      'of another name',
      complete([aLogGroup({ name: 'other', arn: unresolved, observation: { urn } })]),
      'fail',
    ],
    [
      'that is not known',
      complete([aLogGroup({ name: unresolved, arn: unresolved, observation: { urn } })]),
      'unknown',
    ],
  ])('a program’s log group %s -> %s', (_case, logGroups, status) => {
    expect(
      judged({}, {}, { ...trail({ logGroupArn: urn }), ...(logGroups === undefined ? {} : { logGroups }) })
        .status,
    ).toBe(status);
  });
});
