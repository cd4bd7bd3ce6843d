import type { UnprocessedAccount } from '@aws-sdk/client-guardduty';
import type { Call } from '../../call.ts';
import type { SandboxContext } from '../../service.ts';
import { managedDetector } from '../detectors.ts';
import { Message } from '../errors.ts';
import { isAssociated, type Member, type RegionState } from '../state.ts';
import { assertNotAll, byOrganization, readAccountIds, unprocessed } from './members.ts';

/**
 * Does something to each member of a request that `allows` it.
 *
 * @param change answers the text of its refusal, or nothing when it is done.
 */
async function eachMember(
  call: Call,
  sandbox: SandboxContext,
  change: (
    member: Member | undefined,
    context: { region: RegionState; at: string; id: string },
  ) => string | undefined,
  guard: (region: RegionState, administratorId: string) => void = () => undefined,
): Promise<object> {
  const { detector, region } = await managedDetector(call, sandbox);
  const ids = readAccountIds(call.input.AccountIds);
  guard(region, detector.accountId);
  const at = sandbox.clock.now().toISOString();
  const refused: UnprocessedAccount[] = [];
  for (const id of ids) {
    const refusal = change(region.members[detector.accountId]?.[id], { region, at, id });
    if (refusal !== undefined) refused.push(unprocessed(id, refusal));
  }
  return { UnprocessedAccounts: refused };
}

/**
 * Ends the relation; the former member keeps its detector and stands alone.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateMembers.html
 */
export function disassociateMembers(call: Call, sandbox: SandboxContext): Promise<object> {
  return eachMember(
    call,
    sandbox,
    (member, { at }) => {
      if (!member || !isAssociated(member)) return Message.notMember;
      member.relationship = 'Removed';
      member.updatedAt = at;
      return undefined;
    },
    assertNotAll,
  );
}

/**
 * Forgets members that are no longer associated.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DeleteMembers.html
 */
export function deleteMembers(call: Call, sandbox: SandboxContext): Promise<object> {
  const administratorId = call.caller.accountId;
  return eachMember(
    call,
    sandbox,
    (member, { region, id }) => {
      if (!member) return Message.notMember;
      if (isAssociated(member)) return Message.stillAssociated;
      delete region.members[administratorId]?.[id];
      return undefined;
    },
    assertNotAll,
  );
}

/**
 * Suspends GuardDuty in members.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StopMonitoringMembers.html
 */
export function stopMonitoringMembers(call: Call, sandbox: SandboxContext): Promise<object> {
  return eachMember(
    call,
    sandbox,
    (member, context) => setMonitoring(member, 'DISABLED', context),
    assertNotAll,
  );
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StartMonitoringMembers.html */
export function startMonitoringMembers(call: Call, sandbox: SandboxContext): Promise<object> {
  return eachMember(call, sandbox, (member, context) => setMonitoring(member, 'ENABLED', context));
}

function setMonitoring(
  member: Member | undefined,
  status: 'ENABLED' | 'DISABLED',
  { region, at, id }: { region: RegionState; at: string; id: string },
): string | undefined {
  const detector = region.detectors[id];
  if (!member || !detector || !isAssociated(member)) return Message.notMember;
  member.relationship = status === 'ENABLED' ? 'Enabled' : 'Disabled';
  member.updatedAt = at;
  detector.status = status;
  detector.updatedAt = at;
  return undefined;
}

/**
 * Invites accounts that CreateMembers named; those of the delegated administrator's organization are
 * not invited.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_InviteMembers.html
 */
export function inviteMembers(call: Call, sandbox: SandboxContext): Promise<object> {
  return eachMember(call, sandbox, (member, { region, at, id }) => {
    const inOrganization = sandbox.organization.accounts().some((account) => account.id === id);
    if (byOrganization(region, call.caller.accountId) && inOrganization)
      return Message.invitesOrganizationMember;
    if (!member) return Message.notMember;
    if (isAssociated(member) || member.relationship === 'Invited') return Message.alreadyInvited;
    member.relationship = 'Invited';
    member.invitedAt = at;
    member.updatedAt = at;
    return undefined;
  });
}
