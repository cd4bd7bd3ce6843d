import { defineSavedQuery } from '../saved-query.ts';

/**
 * Objects are told where a trail records data events of the log bucket; buckets, log groups and their settings always.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export default defineSavedQuery({
  name: 'deleted-logs',
  about:
    'Log files and log groups that somebody deleted, and settings of buckets and log groups that let them go sooner; tries too.',
  parameters: [{ about: "what the bucket's or log group's name contains, such as 'trailguard'" }],
  sql: `
WITH asked AS (
  SELECT ? AS named
)
SELECT first, last, count, account_id, region, caller, source_address, action, outcome,
  concat(coalesce(json_extract_scalar(request, '$.bucketName'), json_extract_scalar(request, '$.logGroupName'), ''), ' ',
    coalesce(json_extract_scalar(request, '$.key'), '')) AS detail, event_id, file
FROM single CROSS JOIN asked
WHERE ((event_source = 's3.amazonaws.com' AND event_name IN (
      'DeleteBucket', 'DeleteBucketLifecycle', 'DeleteBucketPolicy', 'DeleteObject', 'DeleteObjects',
      'PutBucketLifecycle', 'PutBucketLifecycleConfiguration', 'PutBucketObjectLockConfiguration', 'PutBucketPolicy',
      'PutBucketVersioning', 'PutObjectLegalHold', 'PutObjectRetention'))
    OR (event_source = 'logs.amazonaws.com' AND event_name IN (
      'DeleteLogGroup', 'DeleteLogStream', 'DeleteRetentionPolicy', 'PutRetentionPolicy')))
  AND strpos(coalesce(json_extract_scalar(request, '$.bucketName'),
    json_extract_scalar(request, '$.logGroupName'), ''), named) > 0`,
});
