import { defineSavedQuery } from '../saved-query.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html */
export default defineSavedQuery({
  name: 'trail-changes',
  about: 'Calls that change what CloudTrail records, or try to. Each of them may have made a gap.',
  sql: `
SELECT first, last, count, account_id, region, caller, source_address, action, outcome,
  coalesce(json_extract_scalar(request, '$.name'), json_extract_scalar(request, '$.trailName'),
    json_extract_scalar(request, '$.eventDataStore'), json_extract_scalar(request, '$.resourceId'),
    json_extract_scalar(request, '$.resourceArn'), '') AS detail, event_id, file
FROM single
WHERE event_source = 'cloudtrail.amazonaws.com' AND event_type IS DISTINCT FROM 'AwsServiceEvent'
  AND read_only IS DISTINCT FROM 'true' AND NOT regexp_like(event_name, '^(Get|List|Describe|Lookup|Search)')
  AND event_name NOT IN ('StartQuery', 'CancelQuery', 'GenerateQuery')`,
});
