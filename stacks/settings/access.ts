import { Type } from 'typebox';
import { exampleOf } from './fields.ts';
import type { OrganizationStackSettings } from './settings.ts';

/** People by their ARNs; nobody by default. */
const people = (what: string) =>
  Type.Array(Type.String({ pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:(user|role)/.+$' }), {
    default: [],
    uniqueItems: true,
    description: `ARNs of the IAM users and roles ${what}, as a JSON list; none by default`,
    examples: ['["arn:aws:iam::444444444444:user/alice"]'],
  });

/** Who and what can reach the organization's accounts from outside, and its root users. */
export const AccessProperties = {
  accessAnalyzers: Type.Boolean({
    default: true,
    description:
      'whether the security account finds, in each region and for all accounts, what is shared with somebody outside the organization, free of charge: true or false',
    examples: ['false'],
  }),
  unusedAccessDays: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 365,
      description:
        'after how many days access that nobody used is told, 1 to 365; left out, unused access is not looked for, as it costs about 0.20 USD for each role and user a month',
      examples: ['90'],
    }),
  ),
  investigatorPrincipalArns: people(
    'who ask the log files in the security account and read findings, by a role with a second factor',
  ),
  operatorPrincipalArns: people(
    'who answer findings in the security account and change what trails record in the management account, by roles with a second factor that cannot end either',
  ),
  centralRootAccess: Type.Boolean({
    default: true,
    description:
      'whether the management account manages the root users of members, so that new accounts have no root credentials: true or false',
    examples: ['false'],
  }),
};

/** What is right alone and wrong together; one sentence each. */
export function accessMismatches({ accessAnalyzers, unusedAccessDays }: OrganizationStackSettings): string[] {
  if (accessAnalyzers || unusedAccessDays === undefined) return [];
  return [
    `unusedAccessDays is set and accessAnalyzers is false, so there is nothing that would look. ${exampleOf('accessAnalyzers', { examples: ['true'] })}`,
  ];
}
