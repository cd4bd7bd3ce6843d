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

/** People by what an identity provider calls them; nobody by default. */
const subjects = (what: string) =>
  Type.Array(Type.String({ minLength: 1, pattern: '^[^*?]+$' }), {
    default: [],
    uniqueItems: true,
    description: `the subjects of peopleIdentityProvider ${what}, each in full, as a JSON list; none by default`,
    examples: ['["bob@example.com"]'],
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
  peopleIdentityProvider: Type.Optional(
    Type.String({
      pattern: '^(saml-provider/[A-Za-z0-9._-]{1,128}|oidc-provider/[A-Za-z0-9./_:-]+)$',
      description:
        'the IAM identity provider that lets people in, saml-provider/NAME or oidc-provider/HOST, of the same name in each account where they work; it says by the session tag SecondFactor=true who showed a second factor, and lets in nobody else',
      examples: ['saml-provider/Okta'],
    }),
  ),
  peopleAudience: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        "whom the provider's tokens have to be for: with an oidc-provider the client id, which is needed; with a saml-provider AWS's sign-in address by default",
      examples: ['trailguard'],
    }),
  ),
  investigatorSubjects: subjects('who ask the log files and read findings'),
  operatorSubjects: subjects('who answer findings and change what trails record'),
  centralRootAccess: Type.Boolean({
    default: true,
    description:
      'whether the management account manages the root users of members, so that new accounts have no root credentials: true or false',
    examples: ['false'],
  }),
};

/** What is right alone and wrong together; one sentence each. */
export function accessMismatches(settings: OrganizationStackSettings): string[] {
  const { accessAnalyzers, unusedAccessDays } = settings;
  return [
    ...(accessAnalyzers || unusedAccessDays === undefined
      ? []
      : [
          `unusedAccessDays is set and accessAnalyzers is false, so there is nothing that would look. ${exampleOf('accessAnalyzers', { examples: ['true'] })}`,
        ]),
    ...federationMismatches(settings),
  ];
}

function federationMismatches(settings: OrganizationStackSettings): string[] {
  const {
    peopleIdentityProvider: provider,
    peopleAudience,
    investigatorSubjects,
    operatorSubjects,
  } = settings;
  const hasSubjects = investigatorSubjects.length + operatorSubjects.length > 0;
  const fault = (key: 'peopleIdentityProvider' | 'peopleAudience' | 'operatorSubjects', text: string) =>
    `${key}: ${text}. ${exampleOf(key, AccessProperties[key])}`;
  if (provider === undefined) {
    return hasSubjects || peopleAudience !== undefined
      ? [fault('peopleIdentityProvider', 'there are subjects or an audience of it, and it is not set')]
      : [];
  }
  return [
    ...(hasSubjects
      ? []
      : [
          fault(
            'operatorSubjects',
            `${provider} lets nobody in; name investigatorSubjects or operatorSubjects`,
          ),
        ]),
    ...(provider.startsWith('oidc-provider/') && peopleAudience === undefined
      ? [fault('peopleAudience', `${provider} gives tokens to many clients, and none is named`)]
      : []),
  ];
}
