import { Type } from 'typebox';
import { accountId, exampleOf } from './fields.ts';
import type { OrganizationStackSettings } from './settings.ts';

/** AWS Config. */
export const ConfigProperties = {
  configRecorder: Type.Boolean({
    default: true,
    description:
      'whether AWS Config records each account in every region, billed by the recorded change: true, or false where something else records. Accounts that Control Tower records are left to it',
    examples: ['false'],
  }),
  configRecorderName: Type.String({
    minLength: 1,
    maxLength: 256,
    default: 'default',
    description:
      'the name of the recorder and the delivery channel in every region: there is one of each, so where there is one already, its name',
    examples: ['default'],
  }),
  createConfigServiceLinkedRole: Type.Boolean({
    default: true,
    description:
      "whether AWS Config's service-linked role is still to be made in the accounts of a stack: true or false",
    examples: ['false'],
  }),
  configRules: Type.Boolean({
    default: false,
    description:
      "whether AWS's rules about trails and GuardDuty are evaluated in every account, billed by the evaluation: true or false. AWS ends their deployment as failed while an account has no recorder and is not excluded, so turn them on once all accounts are recorded",
    examples: ['true'],
  }),
  configConformancePack: Type.Boolean({
    default: false,
    description:
      'whether a conformance pack has the other rules of the catalogue of controls evaluated in every account: true or false',
    examples: ['true'],
  }),
  configExcludedAccountIds: Type.Array(accountId('an account without a recorder', '444444444444'), {
    uniqueItems: true,
    default: [],
    description: 'ids of accounts that the rules leave out, as they have no recorder, as a JSON list',
    examples: ['["444444444444"]'],
  }),
};

/** What is right alone and wrong together; one sentence each. */
export function configMismatches({
  configRules,
  configConformancePack,
}: OrganizationStackSettings): string[] {
  if (configRules || !configConformancePack) return [];
  return [
    `configConformancePack is true and configRules is false, so nothing deploys it. ${exampleOf('configRules', { examples: ['true'] })}`,
  ];
}
