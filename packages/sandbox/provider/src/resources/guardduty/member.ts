import { GuardDuty } from '@aws-sdk/client-guardduty';
import type { MemberArgs, MemberState } from '@pulumi/aws/guardduty/member.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { poll } from '../../core/retry.ts';
import { refuseUnprocessed, twoParts, unlessGone } from './errors.ts';

const CREATE = 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateMembers.html';
const INVITED = ['Invited', 'Enabled', 'Disabled'];

/**
 * An account that another's GuardDuty watches. Id and import id: `detector:account`. GuardDuty does not delete a member that is still
 * associated (it says so in a list, not as an error), and the real provider leaves it at that; so does this one. Unverified on AWS.
 */
export const member = defineResource<MemberArgs, MemberState>({
  token: 'aws:guardduty/member:Member',
  properties: {
    accountId: { required: true, replaces: CREATE },
    detectorId: { required: true, replaces: CREATE },
    disableEmailNotification: { replaces: CREATE, writeOnly: true },
    email: { required: true, replaces: CREATE },
    invitationMessage: { replaces: CREATE, writeOnly: true },
    invite: { computed: true },
    region: { computed: true, replaces: CREATE },
  },
  computed: { relationshipStatus: true },
  changesOnUpdate: ['relationshipStatus'],
  async create(inputs, context) {
    const id = `${inputs.detectorId}:${inputs.accountId}`;
    const { UnprocessedAccounts } = await context.client(GuardDuty).createMembers({
      DetectorId: inputs.detectorId,
      AccountDetails: [{ AccountId: inputs.accountId, Email: inputs.email }],
    });
    refuseUnprocessed(UnprocessedAccounts, 'add');
    context.created(id);
    if (inputs.invite) await invite(inputs, context);
    return id;
  },
  async read(id, context) {
    const [detectorId, accountId] = twoParts(id, ':', '<detector>:<account>');
    const found = await find(detectorId, accountId, context);
    if (!found) return undefined;
    const status = found.RelationshipStatus ?? '';
    return {
      accountId,
      detectorId,
      email: found.Email,
      invite: [...INVITED, 'EmailVerificationInProgress'].includes(status),
      relationshipStatus: status,
    };
  },
  async update(_id, inputs, context) {
    if (!context.changed('invite')) return;
    if (inputs.invite) return invite(inputs, context);
    const answer = await context
      .client(GuardDuty)
      .disassociateMembers({ DetectorId: inputs.detectorId, AccountIds: [inputs.accountId] });
    refuseUnprocessed(answer.UnprocessedAccounts, 'disassociate');
  },
  async delete(id, context) {
    const [DetectorId, AccountId] = twoParts(id, ':', '<detector>:<account>');
    await unlessGone(context.client(GuardDuty).deleteMembers({ DetectorId, AccountIds: [AccountId] }));
  },
});

async function find(DetectorId: string, AccountId: string, context: ResourceContext) {
  const answer = await unlessGone(
    context.client(GuardDuty).getMembers({ DetectorId, AccountIds: [AccountId] }),
  );
  return answer?.Members?.[0];
}

async function invite(inputs: Inputs<MemberArgs>, context: ResourceContext): Promise<void> {
  const { detectorId, accountId } = inputs;
  const { UnprocessedAccounts } = await context.client(GuardDuty).inviteMembers({
    DetectorId: detectorId,
    AccountIds: [accountId],
    DisableEmailNotification: inputs.disableEmailNotification,
    Message: inputs.invitationMessage,
  });
  refuseUnprocessed(UnprocessedAccounts, 'invite');
  const isInvited = async () =>
    INVITED.includes((await find(detectorId, accountId, context))?.RelationshipStatus ?? '') || undefined;
  const timeoutMilliseconds = context.timeoutMilliseconds(60_000);
  if (await poll(isInvited, { timeoutMilliseconds, signal: context.signal })) return;
  throw new Error(
    `GuardDuty has not invited account ${accountId} in ${timeoutMilliseconds / 1000} s: its e-mail address may not be its own`,
  );
}
