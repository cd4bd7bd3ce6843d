import { readApprovalKey, readNoteKey } from '@trailguard/incidents';
import { type Static, Type } from 'typebox';
import Value from 'typebox/value';
import { respondToApproval } from './approvals.ts';
import type { FromPerson } from './from-person.ts';
import { respondToNote } from './notes.ts';
import type { ResponderParts } from './responder.ts';

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

/**
 * Answers what people write into the bucket. The object is read from there, whose policy says who may write what, so that an event
 * that somebody makes up approves nothing.
 * @throws Error for an object of another bucket or kind, or about no incident that there is.
 */
export async function respondToNotification(parts: ResponderParts, event: Notification): Promise<string[]> {
  const incidents: string[] = [];
  for (const { userIdentity, s3 } of event.Records) {
    const { bucket, object } = s3;
    if (bucket.name !== parts.settings.bucket) {
      throw new Error(`${bucket.name} is not the bucket of the record`);
    }
    const key = decodeURIComponent(object.key.replaceAll('+', ' '));
    const approval = readApprovalKey(key);
    const incident = approval?.incident ?? readNoteKey(key);
    if (incident === undefined) throw new Error(`${key} is the name of neither an approval nor a note`);
    const { text, lastModified } = await parts.store.object(key, object.versionId);
    const found: FromPerson = {
      key,
      versionId: object.versionId ?? '',
      principalId: userIdentity.principalId,
      text,
      at: lastModified,
    };
    if (approval === undefined) await respondToNote(parts, incident, found);
    else await respondToApproval(parts, approval, found);
    incidents.push(incident);
  }
  return incidents;
}
