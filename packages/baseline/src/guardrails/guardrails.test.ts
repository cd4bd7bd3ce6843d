import { describe, expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { AllGuardrails, Guardrail, guardrailStatements } from './guardrail-statements.ts';
import { Guardrails, type GuardrailsArgs, planGuardrails } from './guardrails.ts';
import { PolicyType } from './policy-type.ts';

const args = (different: Partial<GuardrailsArgs> = {}): GuardrailsArgs => ({
  namePrefix: 'trailguard',
  targetIds: ['r-ab12'],
  organizationId: 'o-exampleorgid',
  homeRegion: 'us-east-1',
  logAccountIds: ['222222222222'],
  logBucketNames: ['trailguard-logs-222222222222-us-east-1', 'trailguard-access-logs-222222222222-us-east-1'],
  breakGlassRoleArns: ['arn:aws:iam::222222222222:role/TrailGuardBreakGlass'],
  ...different,
});
const everything = { allowedRegions: ['eu-west-1'] };
const recorded = (different: Partial<GuardrailsArgs> = {}) =>
  recordProgram(() => new Guardrails('organization', args(different)));

describe('Guardrails', () => {
  it('makes one policy of each kind and attaches it to the root, all protected', async () => {
    const { resources } = await recorded();
    const plan = planGuardrails(args());
    expect(plan.map(({ name }) => name)).toEqual(['trailguard-guardrails-1', 'trailguard-perimeter-1']);
    expect(
      resources
        .slice(1)
        .map(({ type, name, inputs, protect, parent }) => ({ type, name, inputs, protect, parent })),
    ).toEqual([
      {
        type: 'aws:organizations/policy:Policy',
        name: 'organization-guardrails-1',
        inputs: {
          name: 'trailguard-guardrails-1',
          description: 'Keeps members from silencing trails, threat detection and logs',
          type: 'SERVICE_CONTROL_POLICY',
          content: plan[0]?.content,
        },
        protect: true,
        parent: 'Guardrails organization',
      },
      {
        type: 'aws:organizations/policy:Policy',
        name: 'organization-perimeter-1',
        inputs: {
          name: 'trailguard-perimeter-1',
          description: 'Keeps log files and their keys in the organization',
          type: 'RESOURCE_CONTROL_POLICY',
          content: plan[1]?.content,
        },
        protect: true,
        parent: 'Guardrails organization',
      },
      {
        type: 'aws:organizations/policyAttachment:PolicyAttachment',
        name: 'organization-guardrails-1-r-ab12',
        inputs: { policyId: 'organization-guardrails-1-id', targetId: 'r-ab12' },
        protect: true,
        parent: 'Guardrails organization',
      },
      {
        type: 'aws:organizations/policyAttachment:PolicyAttachment',
        name: 'organization-perimeter-1-r-ab12',
        inputs: { policyId: 'organization-perimeter-1-id', targetId: 'r-ab12' },
        protect: true,
        parent: 'Guardrails organization',
      },
    ]);
  });

  it('attaches each policy to every target', async () => {
    const { resources } = await recorded({ targetIds: ['ou-ab12-11111111', 'ou-ab12-22222222'] });
    const attachments = resources.filter(({ type }) => type.endsWith(':PolicyAttachment'));
    expect(attachments.map(({ inputs }) => inputs.targetId).sort()).toEqual([
      'ou-ab12-11111111',
      'ou-ab12-11111111',
      'ou-ab12-22222222',
      'ou-ab12-22222222',
    ]);
  });

  it('makes only what is asked for, of the kinds that are enabled', async () => {
    const names = async (different: Partial<GuardrailsArgs>) =>
      (await recorded(different)).outputs.policyNames;
    expect(await names({ guardrails: [] })).toEqual([]);
    expect(await names({ guardrails: [Guardrail.LogPerimeter] })).toEqual(['trailguard-perimeter-1']);
    expect(await names({ guardrails: [], allowedRegions: ['eu-west-1'] })).toEqual([
      'trailguard-guardrails-1',
    ]);
    expect(await names({ policyTypes: [PolicyType.ServiceControl] })).toEqual(['trailguard-guardrails-1']);
  });

  it('fits all guardrails and a denial of regions into one policy of 10,240 characters', () => {
    const plan = planGuardrails(args(everything));
    expect(plan.filter(({ type }) => type === PolicyType.ServiceControl)).toHaveLength(1);
  });

  it('takes more policies where they may be shorter', () => {
    const plan = planGuardrails(args({ ...everything, serviceControlPolicyLength: 5120 }));
    const names = plan.filter(({ type }) => type === PolicyType.ServiceControl).map(({ name }) => name);
    expect(names).toEqual(['trailguard-guardrails-1', 'trailguard-guardrails-2']);
    for (const { content } of plan) expect(content.length).toBeLessThanOrEqual(5120);
  });

  it('exempts the deploy roles in the very statement that denies, but for leaving and the end of logs', () => {
    const { SERVICE_CONTROL_POLICY: statements } = guardrailStatements(args(everything));
    const exempt = statements.filter(({ Condition }) =>
      Condition?.ArnNotLike?.['aws:PrincipalArn']?.includes(
        'arn:aws:iam::*:role/OrganizationAccountAccessRole',
      ),
    );
    const bound = statements.filter((statement) => !exempt.includes(statement)).map(({ Sid }) => Sid);
    expect(bound.sort()).toEqual(['DenyLeaving', 'DenyLogRemoval']);
  });

  it('says what each statement is for, once', () => {
    const statements = Object.values(guardrailStatements(args(everything))).flat();
    const sids = statements.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });

  it.each([
    ['us-gov-west-1', 'aws-us-gov'],
    ['cn-north-1', 'aws-cn'],
  ])('names nothing of another partition in %s', (homeRegion, partition) => {
    const plan = planGuardrails(
      args({
        homeRegion,
        breakGlassRoleArns: [`arn:${partition}:iam::222222222222:role/TrailGuardBreakGlass`],
        ...everything,
      }),
    );
    const arns = plan.flatMap(({ content }) => content.match(/arn:[^"]*/g) ?? []);
    expect(arns.length).toBeGreaterThan(10);
    expect(arns.filter((arn) => !arn.startsWith(`arn:${partition}:`))).toEqual([]);
  });

  it('knows every guardrail by a name of its own', () => {
    expect([...AllGuardrails].sort()).toEqual([
      'log-perimeter',
      'log-storage',
      'membership',
      'threat-detection',
      'trails',
    ]);
  });
});
