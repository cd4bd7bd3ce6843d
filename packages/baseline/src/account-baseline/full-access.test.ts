import { expect, it } from 'vitest';
import { cloudTrailFullAccessArn, describeFullAccess } from './full-access.ts';

it.each([
  ['arn:aws:iam::222222222222:user/ada', '--user-name ada', 'detach-user-policy'],
  ['arn:aws:iam::222222222222:group/team/operators', '--group-name operators', 'detach-group-policy'],
  ['arn:aws-cn:iam::222222222222:role/Operations', '--role-name Operations', 'detach-role-policy'],
])('names %s and how it is taken away', (arn, option, command) => {
  const text = describeFullAccess(arn);
  expect(text).toContain(`${arn} has AWSCloudTrail_FullAccess`);
  expect(text).toContain(
    `aws iam ${command} ${option} --policy-arn arn:${arn.split(':')[1]}:iam::aws:policy/`,
  );
});

it('names the policy in the partition of the region', () => {
  expect(cloudTrailFullAccessArn('us-gov-west-1')).toBe(
    'arn:aws-us-gov:iam::aws:policy/AWSCloudTrail_FullAccess',
  );
});
