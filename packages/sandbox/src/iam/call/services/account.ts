import { contextOf, type ServiceRules, text } from '../rules.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsaccountmanagement.html */
export const account: ServiceRules = {
  prefix: 'account',
  arns: {
    account: ({ call, accountId, partition }) =>
      (text(call, 'AccountId') ?? accountId) === accountId
        ? [`arn:${partition}:account::${accountId}:account`]
        : [],
    accountInOrganization: async ({ call, lookups, accountId, partition }) => {
      const member = text(call, 'AccountId');
      const membership = await lookups.membership(accountId);
      if (member === undefined || member === accountId || membership === undefined) return [];
      return [
        `arn:${partition}:account::${membership.managementAccountId}:account/${membership.organizationId}/${member}`,
      ];
    },
  },
  context: ({ call }) =>
    contextOf({
      'account:targetregion': text(call, 'RegionName'),
      'account:alternatecontacttypes': text(call, 'AlternateContactType'),
      'account:emailtargetdomain': text(call, 'PrimaryEmail')?.split('@').at(-1),
    }),
};
