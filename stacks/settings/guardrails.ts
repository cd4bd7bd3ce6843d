import { AllGuardrails, DelegatedService } from '@trailguard/baseline';
import { Type } from 'typebox';
import { exampleOf, RegionShape } from './fields.ts';
import type { OrganizationStackSettings } from './settings.ts';

/** What is denied in members, and who administers services for the organization. */
export const GuardrailProperties = {
  guardrails: Type.Array(Type.Enum([...AllGuardrails]), {
    default: [...AllGuardrails],
    uniqueItems: true,
    description: `what policies of the organization keep members from, as a JSON list of ${AllGuardrails.join(', ')}; [] is none. The policy types have to be enabled in the root`,
    examples: [JSON.stringify(AllGuardrails)],
  }),
  allowedRegions: Type.Optional(
    Type.Array(Type.String(RegionShape), {
      minItems: 1,
      uniqueItems: true,
      description:
        'the regions that members may use beside homeRegion, as a JSON list; all others are denied, global services excepted. Left out, no region is denied',
      examples: ['["us-east-1","eu-west-1"]'],
    }),
  ),
  guardrailTargetIds: Type.Optional(
    Type.Array(Type.String({ pattern: '^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$' }), {
      minItems: 1,
      uniqueItems: true,
      description:
        'the ids of the organizational units that guardrails are attached to, each with all below it, as a JSON list; left out, the root, which leaves no account out',
      examples: ['["ou-ab12-11111111"]'],
    }),
  ),
  guardrailExemptRoleArns: Type.Array(
    Type.String({ pattern: '^arn:aws[a-z-]*:iam::([0-9]{12}|\\*):role/[\\w+=,.@/-]{3,}\\*?$' }),
    {
      default: [],
      uniqueItems: true,
      description:
        'ARNs of further roles that may do what deployRoleNames may, as a JSON list; the account may be *, and the name end in *. Each is a way round the guardrails',
      examples: ['["arn:aws:iam::*:role/AWSControlTowerExecution"]'],
    },
  ),
  delegatedServices: Type.Array(Type.Enum(Object.values(DelegatedService)), {
    default: [DelegatedService.CloudTrail],
    uniqueItems: true,
    description: `the services that the security account administers for the organization beside GuardDuty, as a JSON list of ${Object.values(DelegatedService).join(', ')}; their trusted access comes with them`,
    examples: ['["cloudtrail","access-analyzer"]'],
  }),
};

/** What is right alone and wrong together; one sentence each. */
export function guardrailMismatches(settings: OrganizationStackSettings): string[] {
  const { guardrails, allowedRegions, guardrailTargetIds, guardrailExemptRoleArns } = settings;
  if (guardrails.length > 0 || allowedRegions !== undefined) return [];
  const idle = {
    guardrailTargetIds: guardrailTargetIds !== undefined,
    guardrailExemptRoleArns: guardrailExemptRoleArns.length > 0,
  };
  return Object.entries(idle)
    .filter(([, isSet]) => isSet)
    .map(
      ([key]) =>
        `${key} is set and guardrails is [], so there is nothing that it could bear on. ${exampleOf('guardrails', GuardrailProperties.guardrails)}`,
    );
}
