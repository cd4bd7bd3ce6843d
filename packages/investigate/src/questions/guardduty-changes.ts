import { defineQuestion } from '../question.ts';

/**
 * Every call of GuardDuty that changes something: detectors, members, lists, filters, what is done with findings. Refused ones
 * too, as they are tries.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Operations.html
 */
export default defineQuestion({
  name: 'guardduty-changes',
  title: 'Changes of GuardDuty',
  about: 'Calls that change what GuardDuty watches, hides or tells, or try to.',
  sql: `
    SELECT *, coalesce(request ->> '$.name', request ->> '$.filterName', request ->> '$.detectorId', '') AS detail
    FROM single
    WHERE event_source IN ('guardduty.amazonaws.com', 'malware-protection.guardduty.amazonaws.com')
      AND event_type IS DISTINCT FROM 'AwsServiceEvent'
      AND read_only IS DISTINCT FROM true AND NOT regexp_matches(event_name, '^(Get|List|Describe)')`,
});
