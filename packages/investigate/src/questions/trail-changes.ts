import { defineQuestion } from '../question.ts';

/**
 * Every call of CloudTrail that changes something: of trails, event data stores, channels and who administers them. Refused ones
 * too, as they are tries.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html
 */
export default defineQuestion({
  name: 'trail-changes',
  title: 'Changes of trails',
  about: 'Calls that change what CloudTrail records, or try to. Each of them may have made a gap.',
  sql: `
    SELECT *, coalesce(request ->> '$.name', request ->> '$.trailName', request ->> '$.eventDataStore',
      request ->> '$.resourceId', request ->> '$.resourceArn', '') AS detail
    FROM single
    WHERE event_source = 'cloudtrail.amazonaws.com' AND event_type IS DISTINCT FROM 'AwsServiceEvent'
      AND read_only IS DISTINCT FROM true AND NOT regexp_matches(event_name, '^(Get|List|Describe|Lookup|Search)')
      AND event_name NOT IN ('StartQuery', 'CancelQuery', 'GenerateQuery')`,
});
