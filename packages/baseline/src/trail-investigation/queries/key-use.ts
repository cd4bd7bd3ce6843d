import { defineSavedQuery } from '../saved-query.ts';

/** https://docs.aws.amazon.com/kms/latest/developerguide/understanding-kms-entries.html */
export default defineSavedQuery({
  name: 'key-use',
  about: 'Who used a KMS key, for what and how often; refused calls apart.',
  parameters: [{ about: "what the key's ARN contains, such as 'key/1234abcd-12ab-34cd-56ef-1234567890ab'" }],
  sql: `
WITH asked AS (
  SELECT ? AS named
)
SELECT min(time) AS first, max(time) AS last, count(*) AS count, account_id, region, caller,
  min_by(source_address, time) AS source_address, action, outcome, resource AS detail,
  min_by(event_id, time) AS event_id, min_by(file, time) AS file
FROM single CROSS JOIN asked
WHERE event_source = 'kms.amazonaws.com'
  AND event_name IN ('Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'GenerateMac',
    'ReEncrypt', 'Sign', 'Verify', 'CreateGrant')
  AND (strpos(resource, named) > 0 OR strpos(coalesce(json_extract_scalar(request, '$.keyId'), ''), named) > 0)
GROUP BY account_id, region, caller, action, outcome, resource`,
});
