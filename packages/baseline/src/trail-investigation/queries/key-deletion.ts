import { defineSavedQuery } from '../saved-query.ts';

/** https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys-creating-cloudwatch-alarm.html */
export default defineSavedQuery({
  name: 'key-deletion',
  about:
    'KMS keys that somebody disabled, scheduled for deletion or took the material of, or tried to; and AWS’s own deletion.',
  sql: `
SELECT first, last, count, account_id, region, caller, source_address, action, outcome,
  coalesce(json_extract_scalar(request, '$.keyId'), resource, '') AS detail, event_id, file
FROM single
WHERE event_source = 'kms.amazonaws.com' AND event_name IN (
  'ScheduleKeyDeletion', 'DisableKey', 'DeleteImportedKeyMaterial', 'DeleteKey', 'CancelKeyDeletion',
  'DisconnectCustomKeyStore', 'DeleteCustomKeyStore')`,
});
