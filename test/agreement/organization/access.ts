import * as aws from '@pulumi/aws';
import type { OrganizationSettings } from '@trailguard/baseline';
import type { Accounts } from './accounts.ts';

/** A role that administers detection by approval, and a policy that lets a service write to its log groups. */
export function declareAccess(
  { securityAccountId }: OrganizationSettings,
  { management, security }: Accounts,
): void {
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const role = new aws.iam.Role(
    'detection',
    {
      name: 'detection',
      assumeRolePolicy: document({
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${securityAccountId}:root` },
        Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }),
    },
    { provider: security },
  );
  new aws.iam.RolePolicyAttachment(
    'detection',
    { role: role.name, policyArn: 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess_v2' },
    { provider: security },
  );
  new aws.cloudwatch.LogResourcePolicy(
    'names',
    {
      policyName: 'names',
      policyDocument: document({
        Effect: 'Allow',
        Principal: { Service: 'route53.amazonaws.com' },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `arn:aws:logs:us-east-1:*:log-group:/aws/route53/*`,
      }),
    },
    { provider: management },
  );
}
