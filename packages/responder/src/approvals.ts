import {
  type Approval,
  type EntryContent,
  isSettled,
  parseApproval,
  type Person,
  planStates,
  readIncident,
} from '@trailguard/incidents';
import { type FromPerson, isAnsweredAlready, requireAuthor } from './from-person.ts';
import { appender, carryOut, type ResponderParts } from './responder.ts';
import type { ResponderSettings } from './settings.ts';

/**
 * Answers an approval: keeps it, and carries its plan out; or keeps with the reason that it was not accepted.
 * @throws Error when there is no such incident, or the action failed.
 */
export async function respondToApproval(
  parts: ResponderParts,
  { incident, digest }: { readonly incident: string; readonly digest: string },
  found: FromPerson,
): Promise<void> {
  const { entries: known } = await readIncident(parts.store, incident);
  if (known.length === 0) throw new Error(`There is no incident ${incident}; ${found.key} approves nothing`);
  const object = { key: found.key, versionId: found.versionId };
  const { entries } = await appender(
    parts,
    incident,
  )((now): EntryContent | undefined => {
    if (isAnsweredAlready(now, found)) return undefined;
    try {
      const { approver, reason } = acceptedApproval(parts.settings, { incident, digest }, found, now);
      return { kind: 'approval', digest, approver, reason, object };
    } catch (error) {
      return { kind: 'refusal', reason: (error as Error).message, object, principalId: found.principalId };
    }
  });
  const state = planStates(entries).find(({ plan }) => plan.digest === digest);
  if (state?.approval?.object.key !== found.key || isSettled(state)) return;
  await carryOut(parts, incident, state);
}

/**
 * What an approval says, when it counts.
 * @throws Error with the reason why it does not.
 */
function acceptedApproval(
  { approverRoleArns, responderArn }: ResponderSettings,
  wanted: { readonly incident: string; readonly digest: string },
  { text, principalId, at }: FromPerson,
  entries: Parameters<typeof planStates>[0],
): Approval {
  const approval = parseApproval(text);
  if (approval.incident !== wanted.incident || approval.digest !== wanted.digest) {
    throw new Error('it is about another plan than its name says');
  }
  const state = planStates(entries).find(({ plan }) => plan.digest === wanted.digest);
  if (state === undefined) throw new Error('there is no plan with this digest');
  const { approvalUntil, isDryRun } = state.plan;
  if (isDryRun || approvalUntil === null) throw new Error('the plan needs no approval');
  if (state.approval !== undefined) throw new Error('the plan has been approved before');
  if (!(at.getTime() <= Date.parse(approvalUntil)))
    throw new Error(`it came after ${approvalUntil}, when the time for it ended`);
  requireAuthor(approval.approver, principalId);
  const role = roleArnOf(approval.approver.arn);
  if (role === responderArn) throw new Error('the responder cannot approve what it does');
  if (isSubject(entries, approval.approver)) {
    throw new Error(`the finding is about ${role}, which cannot approve what is done about itself`);
  }
  if (!approverRoleArns.some((one) => isSameRole(one, role))) throw new Error(`${role} is no approver`);
  return approval;
}

/**
 * Whether the finding is about who approves: credentials that may be in strange hands decide nothing.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_AccessKeyDetails.html
 */
function isSubject(entries: Parameters<typeof planStates>[0], { userId }: Person): boolean {
  const uniqueId = (id: string) => id.split(':')[0];
  return entries.some(({ content }) => {
    if (content.kind !== 'finding') return false;
    const { resource } = content.finding as { resource?: { accessKeyDetails?: { principalId?: unknown } } };
    const { principalId } = resource?.accessKeyDetails ?? {};
    return typeof principalId === 'string' && uniqueId(principalId) === uniqueId(userId);
  });
}

/** ARN of the role behind a session's ARN, which does not tell the role's path; another ARN stays. */
function roleArnOf(arn: string): string {
  const [, partition, account, role] =
    /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(arn) ?? [];
  return role === undefined ? arn : `arn:${partition}:iam::${account}:role/${role}`;
}

/** Whether a role with its path is the one that a session names without it. */
function isSameRole(withPath: string, role: string): boolean {
  return withPath.replace(/:role\/(?:.*\/)?/, ':role/') === role;
}
