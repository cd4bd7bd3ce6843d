import type { UnprocessedAccount } from '@aws-sdk/client-guardduty';
import type { Call } from '../../call.ts';
import type { SandboxContext } from '../../service.ts';
import { ownDetector } from '../detectors.ts';
import { badRequest, Message } from '../errors.ts';
import { settle } from '../organization/settle.ts';
import { page } from '../page.ts';
import { administratorOf, type Member, type RegionState } from '../state.ts';
import { readAccountIds, unprocessed } from './members.ts';

function relation(administratorId: string, member: Member) {
  return {
    AccountId: administratorId,
    InvitationId: member.invitationId,
    RelationshipStatus: member.relationship,
    ...(member.invitedAt !== undefined && { InvitedAt: member.invitedAt }),
  };
}

/**
 * The administrator of a member; an empty answer for an administrator or an account on its own.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetAdministratorAccount.html
 */
async function administrator(
  call: Call,
  sandbox: SandboxContext,
  field: 'Administrator' | 'Master',
): Promise<object> {
  const { detector, region } = await ownDetector(call, sandbox);
  const found = administratorOf(region, detector.accountId);
  return found ? { [field]: relation(found.accountId, found.member) } : {};
}

export function getAdministratorAccount(call: Call, sandbox: SandboxContext): Promise<object> {
  return administrator(call, sandbox, 'Administrator');
}

/** The older name of {@link getAdministratorAccount}. */
export function getMasterAccount(call: Call, sandbox: SandboxContext): Promise<object> {
  return administrator(call, sandbox, 'Master');
}

/**
 * A member by invitation leaves; one through the organization cannot.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DisassociateFromAdministratorAccount.html
 */
export async function disassociateFromAdministrator(call: Call, sandbox: SandboxContext): Promise<object> {
  const { detector, region } = await ownDetector(call, sandbox);
  const found = administratorOf(region, detector.accountId);
  if (!found) throw badRequest(Message.invalidValue);
  if (found.member.throughOrganization) throw badRequest(Message.organizationMember);
  found.member.relationship = 'Resigned';
  found.member.updatedAt = sandbox.clock.now().toISOString();
  return {};
}

/** Invitations that wait for an account's answer. */
function invitationsOf(
  region: RegionState,
  accountId: string,
): { administratorId: string; member: Member }[] {
  return Object.entries(region.members).flatMap(([administratorId, members]) => {
    const member = members[accountId];
    return member?.relationship === 'Invited' ? [{ administratorId, member }] : [];
  });
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListInvitations.html */
export async function listInvitations(call: Call, sandbox: SandboxContext): Promise<object> {
  const region = await settle(sandbox, call.region);
  const { items, next } = page(invitationsOf(region, call.caller.accountId), call.input);
  return { Invitations: items.map((one) => relation(one.administratorId, one.member)), ...next };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetInvitationsCount.html */
export async function getInvitationsCount(call: Call, sandbox: SandboxContext): Promise<object> {
  const region = await settle(sandbox, call.region);
  return { InvitationsCount: invitationsOf(region, call.caller.accountId).length };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AcceptAdministratorInvitation.html */
export async function acceptInvitation(call: Call, sandbox: SandboxContext): Promise<object> {
  const { detector, region } = await ownDetector(call, sandbox);
  const wanted = String(call.input.AdministratorId ?? call.input.MasterId);
  const invitation = invitationsOf(region, detector.accountId).find(
    (one) => one.administratorId === wanted && one.member.invitationId === call.input.InvitationId,
  );
  if (!invitation) throw badRequest(Message.noInvitation);
  if (administratorOf(region, detector.accountId)) throw badRequest(Message.memberMayNot);
  invitation.member.relationship = 'Enabled';
  invitation.member.updatedAt = sandbox.clock.now().toISOString();
  return {};
}

/** Turns invitations down or forgets them; both leave the administrator with a member not associated. */
export async function refuseInvitations(call: Call, sandbox: SandboxContext): Promise<object> {
  const region = await settle(sandbox, call.region);
  const refused: UnprocessedAccount[] = [];
  for (const administratorId of readAccountIds(call.input.AccountIds)) {
    const member = region.members[administratorId]?.[call.caller.accountId];
    if (member?.relationship !== 'Invited') refused.push(unprocessed(administratorId, Message.noInvitation));
    else {
      member.relationship = 'Resigned';
      member.updatedAt = sandbox.clock.now().toISOString();
    }
  }
  return { UnprocessedAccounts: refused };
}
