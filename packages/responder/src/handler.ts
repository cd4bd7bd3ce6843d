import { S3Record } from '@trailguard/incidents';
import { isFindingEvent } from './finding.ts';
import { openByRole } from './member-access.ts';
import { isNotification, respondToNotification } from './notifications.ts';
import { type ResponderParts, respondToFinding } from './responder.ts';
import { readSettings } from './settings.ts';

let parts: ResponderParts | undefined;

/** Made by the first event and kept for those that follow in the same process, as Lambda advises. */
function responder(): ResponderParts {
  if (parts === undefined) {
    const settings = readSettings(process.env);
    parts = { settings, store: new S3Record(settings.bucket), open: openByRole(settings) };
  }
  return parts;
}

/**
 * What Lambda calls: with a finding by EventBridge, or with what a person wrote by S3.
 *
 * @returns the incidents that it was about.
 * @throws Error for an event of another kind, a record that is not whole, or an action that failed; Lambda then calls again, and at
 * last puts the event into the queue of those that failed.
 */
export async function handler(event: unknown): Promise<{ incidents: string[] }> {
  if (isFindingEvent(event)) return { incidents: [await respondToFinding(responder(), event)] };
  if (isNotification(event)) return { incidents: await respondToNotification(responder(), event) };
  throw new Error(
    'The event is neither a finding of GuardDuty nor a notice of S3, or has a form that is not known',
  );
}
