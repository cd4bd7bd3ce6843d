import { defineSavedQuery } from '../saved-query.ts';

/**
 * Events name a resource in their list of resources, by its ARN as a whole value in what was asked and answered, or, as most
 * services do, by its name alone: then the service, the account and the Region of the ARN have to be those of the event.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export default defineSavedQuery({
  name: 'who-changed',
  about: 'Every call that changed a resource, or tried to, in the order of time.',
  parameters: [{ about: "the resource's ARN in single quotes, or its name, such as 'logs'" }],
  sql: `
WITH asked AS (
  SELECT named, concat('"', named, '"') AS quoted, concat(split_part(named, ':', 3), '.amazonaws.com') AS of_source,
    split_part(named, ':', 4) AS of_region, split_part(named, ':', 5) AS of_account,
    concat('"', regexp_extract(named, '[^:/]+$'), '"') AS quoted_name
  FROM (SELECT ? AS named)
)
SELECT first, last, count, account_id, region, caller, source_address, action, outcome,
  substr(coalesce(request, ''), 1, 300) AS detail, event_id, file
FROM single CROSS JOIN asked
WHERE read_only IS DISTINCT FROM 'true'
  AND (strpos(concat(' ', coalesce(resource, ''), ' '), concat(' ', named, ' ')) > 0
    OR strpos(coalesce(request, ''), quoted) > 0
    OR strpos(coalesce(response, ''), quoted) > 0
    OR (event_source = of_source AND of_account IN ('', account_id) AND of_region IN ('', region)
      AND strpos(concat(coalesce(request, ''), coalesce(response, '')), quoted_name) > 0))`,
});
