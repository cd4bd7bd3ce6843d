import { sessions } from '../../sessions.ts';
import { type Check, fault, type Finding, ok, unknown } from '../check.ts';

/** Whether the role of audits can be entered where facts of the whole organization are. Other accounts have it the same way. */
export const roles: Check = {
  name: 'roles',
  title: 'Roles of audits',
  needs: 'organization',
  async run({ audited, organization, role }) {
    if (organization === undefined) return [];
    const open = sessions(organization, role);
    const { managementAccountId, logArchiveAccountId, securityAccountId } = audited;
    const enter = (accountId: string, wayOut: string): Promise<Finding> =>
      open(accountId).then(
        () => ok(`${role} can be entered in ${accountId}`),
        ({ message }: Error) => fault(`${role} cannot be entered in ${accountId}: ${message}`, wayOut),
      );
    const first = await enter(managementAccountId, 'bring up the stacks, or let the role trust who you are');
    const others = [logArchiveAccountId, securityAccountId];
    if (first.level !== 'ok')
      return [
        first,
        ...others.map((accountId) => unknown(...notTried(role, accountId, managementAccountId))),
      ];
    const wayOut =
      'bring up the account’s stack, whose AccountBaseline makes it; roleExternalId has to be the one that it asks for';
    return [first, ...(await Promise.all(others.map((accountId) => enter(accountId, wayOut))))];
  },
};

function notTried(role: string, accountId: string, from: string): readonly [says: string, wayOut: string] {
  return [
    `whether ${role} can be entered in ${accountId} is not known`,
    `it is entered from ${from}: mend that first`,
  ];
}
