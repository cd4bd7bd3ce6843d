import { defineQuestion } from '../question.ts';

/**
 * What makes ciphertext unreadable, now or after a wait. AWS deletes the key itself later, by an event of its own.
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 */
export default defineQuestion({
  name: 'key-deletion',
  title: 'KMS keys that were disabled or deleted',
  about:
    'Keys that somebody disabled, scheduled for deletion or took the material of, or tried to; and AWS’s own deletion.',
  sql: `
    SELECT *, coalesce(request ->> '$.keyId', resources[1], '') AS detail FROM single
    WHERE event_source = 'kms.amazonaws.com' AND event_name IN (
      'ScheduleKeyDeletion', 'DisableKey', 'DeleteImportedKeyMaterial', 'DeleteKey', 'CancelKeyDeletion',
      'DisconnectCustomKeyStore', 'DeleteCustomKeyStore')`,
});
