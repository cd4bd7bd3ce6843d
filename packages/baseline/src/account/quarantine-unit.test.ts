import { expect, it } from 'vitest';
import { recordProgram } from '../testing/record-program.ts';
import { QuarantineUnit, type QuarantineUnitArgs } from './quarantine-unit.ts';

const args: QuarantineUnitArgs = {
  namePrefix: 'trailguard',
  parentId: 'r-ab12',
  homeRegion: 'us-east-1',
  eventForwardRoleName: 'trailguard-event-forward',
};
const recorded = (different: Partial<QuarantineUnitArgs> = {}) =>
  recordProgram(() => ({ unitId: new QuarantineUnit('quarantine', { ...args, ...different }).unitId }));

it('is a unit with a policy, all protected', async () => {
  const recording = await recorded();
  expect(recording.inputsOf('aws:organizations/organizationalUnit:OrganizationalUnit')).toEqual({
    name: 'Quarantine',
    parentId: 'r-ab12',
  });
  const { content, ...policy } = recording.inputsOf('aws:organizations/policy:Policy');
  expect(policy).toEqual({
    name: 'trailguard-quarantine',
    description: 'Denies everything in suspended accounts but care and the writing of logs',
    type: 'SERVICE_CONTROL_POLICY',
  });
  expect(JSON.parse(String(content)).Statement[0].Condition.ArnNotLike['aws:PrincipalArn']).toEqual([
    'arn:aws:iam::*:role/OrganizationAccountAccessRole',
    'arn:aws:iam::*:role/TrailGuardAudit',
    'arn:aws:iam::*:role/TrailGuardPreview',
  ]);
  expect(recording.inputsOf('aws:organizations/policyAttachment:PolicyAttachment')).toEqual({
    policyId: 'quarantine-id',
    targetId: 'quarantine-id',
  });
  const made = recording.resources.filter(({ type }) => type.startsWith('aws:'));
  expect(made.map(({ protect, parent }) => `${protect} ${parent}`)).toEqual(
    Array(3).fill('true QuarantineUnit quarantine'),
  );
  expect(recording.outputs.unitId).toBe('quarantine-id');
});

it.each([
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
])('names the roles of %s in the partition %s, within its quota', async (homeRegion, partition) => {
  const content = String(
    (await recorded({ homeRegion })).inputsOf('aws:organizations/policy:Policy').content,
  );
  expect(content).toContain(`arn:${partition}:iam::*:role/TrailGuardAudit`);
  expect(content).not.toContain('arn:aws:');
  expect(content.length).toBeLessThan(5120);
});

it.each([
  ['a unit without a name', { unitName: ' ' }, 'unitName is " "; it must be 1 to 128 characters'],
  [
    'more roles than a policy holds',
    { deployRoleNames: Array.from({ length: 300 }, (_, index) => `a-role-with-a-long-name-${index}`) },
    /the policy has \d+ characters and AWS takes 10240; name fewer roles/,
  ],
])('refuses %s', async (_what, different, message) => {
  await expect(recorded(different)).rejects.toThrow(message);
});
