import { DefaultStandards, SecurityHubConfiguration, SecurityStandard } from '@trailguard/baseline';
import { Type } from 'typebox';
import { exampleOf } from './fields.ts';
import type { OrganizationStackSettings } from './settings.ts';

const standards = Object.values(SecurityStandard);

/** Security Hub CSPM. */
export const SecurityHubProperties = {
  securityHub: Type.Enum([...Object.values(SecurityHubConfiguration), 'off'] as const, {
    default: SecurityHubConfiguration.Central,
    description:
      'how the security account has all accounts checked by Security Hub, billed by the check after 30 days: central (all accounts and regions by one policy), local (accounts that join later, region by region) or off',
    examples: ['off'],
  }),
  securityStandards: Type.Array(Type.Enum(standards), {
    minItems: 1,
    uniqueItems: true,
    default: [...DefaultStandards],
    description: `the standards that accounts are checked by, as a JSON list of ${standards.join(', ')}`,
    examples: [JSON.stringify(DefaultStandards)],
  }),
  disabledSecurityControls: Type.Array(Type.String({ pattern: '^[A-Za-z0-9]+\\.[0-9]+$' }), {
    uniqueItems: true,
    default: [],
    description:
      'ids of the controls of Security Hub that are off in every account, as a JSON list; with securityHub central alone',
    examples: ['["CloudTrail.3"]'],
  }),
};

/** What is right alone and wrong together; one sentence each. */
export function securityHubMismatches({
  securityHub,
  disabledSecurityControls,
}: OrganizationStackSettings): string[] {
  if (securityHub === SecurityHubConfiguration.Central || disabledSecurityControls.length === 0) return [];
  return [
    `disabledSecurityControls is set and securityHub is ${securityHub}, so no policy would switch them off. ${exampleOf('securityHub', { examples: ['central'] })}`,
  ];
}
