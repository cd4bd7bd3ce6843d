import {
  type Approval,
  type EntryContent,
  isSettled,
  parseApproval,
  planStates,
  readApprovalKey,
  readIncident,
} from '@trailguard/incidents';
import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import { appender, carryOut, type ResponderParts } from './responder.ts';
import type { ResponderSettings } from './settings.ts';

const NotificationSchema = Type.Object({
  Records: Type.Array(
    Type.Object({
      eventSource: Type.Literal('aws:s3'),
      eventName: Type.String(),
      userIdentity: Type.Object({ principalId: Type.String() }),
      s3: Type.Object({
        bucket: Type.Object({ name: Type.String() }),
        object: Type.Object({ key: Type.String(), versionId: Type.Optional(Type.String()) }),
      }),
    }),
    { minItems: 1 },
  ),
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export type Notification = Static<typeof NotificationSchema>;

/** Whether an event is S3's notice of an object. */
export function isNotification(event: unknown): event is Notification {
  return Value.Check(NotificationSchema, event);
}

/** An approval as it was found in the bucket. */
interface FoundApproval {
  readonly key: string;
  readonly versionId: string;
  /** Who wrote it, as S3 knows them: `AWS:AROA…:session`. */
  readonly principalId: string;
  readonly text: string;
  /** When S3 took it. */
  readonly at: Date;
}

/**
 * Answers an approval: the object is read from the bucket, whose policy lets approvers alone write it, so that an event that
 * somebody makes up approves nothing. What is not accepted is in the record with the reason.
 * @throws Error for an object that is none of the bucket, or names no incident that there is.
 */
export async function respondToApproval(parts: ResponderParts, event: Notification): Promise<string[]> {
  const incidents: string[] = [];
  for (const { userIdentity, s3 } of event.Records) {
    const { bucket, object } = s3;
    if (bucket.name !== parts.settings.bucket)
      throw new Error(`${bucket.name} is not the bucket of the record`);
    const key = decodeURIComponent(object.key.replaceAll('+', ' '));
    const place = readApprovalKey(key);
    if (place === undefined) throw new Error(`${key} is not the name of an approval`);
    const { text, lastModified } = await parts.store.object(key, object.versionId);
    const found: FoundApproval = {
      key,
      versionId: object.versionId ?? '',
      principalId: userIdentity.principalId,
      text,
      at: lastModified,
    };
    await decideApproval(parts, place.incident, place.digest, found);
    incidents.push(place.incident);
  }
  return incidents;
}

async function decideApproval(
  parts: ResponderParts,
  incident: string,
  digest: string,
  found: FoundApproval,
): Promise<void> {
  const { entries: known } = await readIncident(parts.store, incident);
  if (known.length === 0) throw new Error(`There is no incident ${incident}; ${found.key} approves nothing`);
  const object = { key: found.key, versionId: found.versionId };
  const { entries } = await appender(
    parts,
    incident,
  )((now): EntryContent | undefined => {
    if (now.some(({ content }) => isOfObject(content, found))) return undefined;
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

const isOfObject = (content: EntryContent, { key, versionId }: FoundApproval) =>
  (content.kind === 'approval' || content.kind === 'refusal') &&
  content.object.key === key &&
  content.object.versionId === versionId;

/**
 * What an approval says, when it counts.
 * @throws Error with the reason why it does not.
 */
function acceptedApproval(
  { approverRoleArns, responderArn }: ResponderSettings,
  wanted: { readonly incident: string; readonly digest: string },
  { text, principalId, at }: FoundApproval,
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
  const { arn, userId } = approval.approver;
  if (principalId !== `AWS:${userId}`) {
    throw new Error(`${principalId} wrote it, and it says that ${userId} approves`);
  }
  const role = roleArnOf(arn);
  if (role === responderArn) throw new Error('the responder cannot approve what it does');
  if (!approverRoleArns.some((one) => isSameRole(one, role))) throw new Error(`${role} is no approver`);
  return approval;
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
