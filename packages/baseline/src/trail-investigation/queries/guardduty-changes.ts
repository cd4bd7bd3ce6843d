import { defineSavedQuery } from '../saved-query.ts';

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Operations.html */
export default defineSavedQuery({
  name: 'guardduty-changes',
  about: 'Calls that change what GuardDuty watches, hides or tells, or try to.',
  sql: `
SELECT first, last, count, account_id, region, caller, source_address, action, outcome,
  coalesce(json_extract_scalar(request, '$.name'), json_extract_scalar(request, '$.filterName'),
    json_extract_scalar(request, '$.detectorId'), '') AS detail, event_id, file
FROM single
WHERE event_source IN ('guardduty.amazonaws.com', 'malware-protection.guardduty.amazonaws.com')
  AND event_type IS DISTINCT FROM 'AwsServiceEvent' AND read_only IS DISTINCT FROM 'true'
  AND NOT regexp_like(event_name, '^(Get|List|Describe)')`,
});
