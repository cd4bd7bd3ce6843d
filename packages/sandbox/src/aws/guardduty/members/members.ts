import type {
  CreateMembersRequest,
  GetMembersResponse,
  ListMembersResponse,
  Member as MemberAnswer,
  UnprocessedAccount,
} from '@aws-sdk/client-guardduty';
import { randomBytes } from 'node:crypto';
import type { Call } from '../../call.ts';
import type { SandboxContext } from '../../service.ts';
import { managedDetector, ownDetector } from '../detectors.ts';
import { badRequest, invalidValue, Message } from '../errors.ts';
import { enableMember } from '../organization/settle.ts';
import { page } from '../page.ts';
import { isAssociated, type Member, type RegionState } from '../state.ts';

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetMembers.html */
const AccountsPerRequest = 50;

/** Account ids of a request. @throws AwsError `BadRequestException` */
export function readAccountIds(value: unknown): string[] {
  const ids = (value ?? []) as string[];
  if (ids.length < 1 || ids.length > AccountsPerRequest || ids.some((id) => !/^\d{12}$/.test(id))) {
    throw invalidValue();
  }
  return ids;
}

export function unprocessed(AccountId: string, Result: string): UnprocessedAccount {
  return { AccountId, Result };
}

/** Whether the caller is the delegated administrator and the member came through the organization. */
export function byOrganization(region: RegionState, accountId: string): boolean {
  return region.administrator?.accountId === accountId;
}

/** Refuses what ALL rules out. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_StopMonitoringMembers.html */
export function assertNotAll(region: RegionState, administratorId: string): void {
  const administrator = region.administrator;
  if (administrator?.accountId === administratorId && administrator.configuration.autoEnable === 'ALL') {
    throw badRequest(Message.autoEnableAll);
  }
}

/**
 * Adds accounts. For the delegated administrator, accounts of the organization are enabled at once, with
 * the features that the organization turns on for new members; others wait for an invitation.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html
 */
export async function createMembers(call: Call, sandbox: SandboxContext): Promise<object> {
  const input = call.input as unknown as CreateMembersRequest;
  const { detector, region } = await managedDetector(call, sandbox);
  const details = input.AccountDetails ?? [];
  readAccountIds(details.map((one) => one.AccountId));
  const administratorId = detector.accountId;
  const at = sandbox.clock.now().toISOString();
  const refused: UnprocessedAccount[] = [];
  for (const { AccountId: id = '', Email: email = '' } of details) {
    region.members[administratorId] ??= {};
    const members = region.members[administratorId];
    const inOrganization = sandbox.organization.accounts().some((account) => account.id === id);
    const isManagement = id === sandbox.organization.managementAccountId;
    if (id === administratorId) refused.push(unprocessed(id, Message.sameAccount));
    else if (isAssociated(members[id])) refused.push(unprocessed(id, Message.alreadyMember));
    else if (byOrganization(region, administratorId) && inOrganization) {
      if (isManagement && !region.detectors[id]) {
        refused.push(unprocessed(id, Message.managementWithoutDetector));
        continue;
      }
      await enableMember(sandbox, region, call.region, administratorId, { id, email }, at);
    } else {
      members[id] = {
        accountId: id,
        email,
        relationship: 'Created',
        throughOrganization: false,
        invitationId: randomBytes(16).toString('hex'),
        updatedAt: at,
        applied: {},
      };
    }
  }
  return { UnprocessedAccounts: refused };
}

function answer(region: RegionState, administratorId: string, member: Member): MemberAnswer {
  const detector = isAssociated(member) ? region.detectors[member.accountId] : undefined;
  return {
    AccountId: member.accountId,
    ...(detector && { DetectorId: detector.id }),
    MasterId: administratorId,
    AdministratorId: administratorId,
    Email: member.email,
    RelationshipStatus: member.relationship,
    ...(member.invitedAt !== undefined && { InvitedAt: member.invitedAt }),
    UpdatedAt: member.updatedAt,
  };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetMembers.html */
export async function getMembers(call: Call, sandbox: SandboxContext): Promise<GetMembersResponse> {
  const { detector, region } = await ownDetector(call, sandbox);
  const members = region.members[detector.accountId] ?? {};
  const found: MemberAnswer[] = [];
  const refused: UnprocessedAccount[] = [];
  for (const id of readAccountIds(call.input.AccountIds)) {
    const member = members[id];
    if (member) found.push(answer(region, detector.accountId, member));
    else refused.push(unprocessed(id, Message.notMember));
  }
  return { Members: found, UnprocessedAccounts: refused };
}

/**
 * Members of the caller; with `OnlyAssociated` false, also those not yet invited or no longer associated.
 * Its default of true is unverified.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListMembers.html
 */
export async function listMembers(call: Call, sandbox: SandboxContext): Promise<ListMembersResponse> {
  const { detector, region } = await ownDetector(call, sandbox);
  const all = String(call.input.OnlyAssociated ?? 'true').toLowerCase() === 'false';
  const members = Object.values(region.members[detector.accountId] ?? {}).filter(
    (member) => all || isAssociated(member),
  );
  const { items, next } = page(members, call.input);
  return { Members: items.map((member) => answer(region, detector.accountId, member)), ...next };
}
