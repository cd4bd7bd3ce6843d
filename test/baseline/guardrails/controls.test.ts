import { planGuardrails } from '@trailguard/baseline';
import {
  type ControlPolicyType,
  controls,
  judge,
  type PolicyStatement,
  parsePolicyDocument,
} from '@trailguard/controls';
import { anEstate, complete, names } from '@trailguard/controls/test';
import { describe, expect, it } from 'vitest';

const guarding = controls.filter(({ id }) => /^ORG-0[3-8]$/.test(id));
const planned = planGuardrails({
  namePrefix: 'trailguard',
  targetIds: ['r-ab12'],
  organizationId: names.organizationId,
  homeRegion: names.home,
  logAccountIds: [names.logArchive],
  logBucketNames: [names.bucket, 'example-access-logs'],
  breakGlassRoleArns: [`arn:aws:iam::${names.logArchive}:role/TrailGuardBreakGlass`],
}).map(({ type, name, content }) => ({ type, name, document: parsePolicyDocument(content) }));

/** What controls say of the guardrails of the baseline, some statement of them changed. */
function failing(change: (statement: PolicyStatement) => PolicyStatement | undefined): string[] {
  const controlPolicies = planned.map(({ type, name, document }) => ({
    id: name,
    name,
    type: type as ControlPolicyType,
    content: { ...document, Statement: document.Statement.flatMap((statement) => change(statement) ?? []) },
    targets: ['r-ab12'],
    observation: {},
  }));
  return judge(anEstate({ controlPolicies: complete(controlPolicies) }), { controls: guarding })
    .filter(({ verdict }) => verdict.status === 'fail')
    .map(({ controlId }) => controlId);
}

describe('the guardrails of the baseline', () => {
  it('have no finding', () => {
    expect(failing((statement) => statement)).toEqual([]);
  });

  it.each([
    ['DenyTrailTampering', ['ORG-03', 'ORG-08']],
    ['DenyDetectionTampering', ['ORG-04', 'ORG-08']],
    ['DenyLeaving', ['ORG-06', 'ORG-08']],
    ['DenyConfigAndSecurityHubOff', ['ORG-06', 'ORG-08']],
    ['DenyLogRemoval', ['ORG-05']],
    ['DenyLogStorageChanges', ['ORG-05']],
    ['DenyPrincipalsFromOutside', ['ORG-07']],
  ])('are missed without %s', (sid, ids) => {
    expect(failing((statement) => (statement.Sid === sid ? undefined : statement))).toEqual(ids);
  });

  it.each(['DenyTrailTampering', 'DenyDetectionTampering', 'DenyLogRemoval', 'DenyLogStorageChanges'])(
    'are missed where %s excepts everybody',
    (sid) => {
      const everybody = { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } };
      const found = failing((statement) =>
        statement.Sid === sid ? { ...statement, Condition: everybody } : statement,
      );
      expect(found.length).toBeGreaterThan(0);
    },
  );
});
