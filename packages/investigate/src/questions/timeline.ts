import { defineQuestion } from '../question.ts';

/**
 * Who changed a resource, such as one that a finding names. Events name it in their resources, by its ARN anywhere in what was
 * asked and answered, or, as most services do, by its name alone: then the service, the account and the Region of the ARN have to
 * be those of the event.
 */
export default defineQuestion({
  name: 'timeline',
  title: 'Who changed a resource',
  about: 'Every call that changed --resource, or tried to, in the order of time.',
  values: ['resource'],
  sql: `
    SELECT *, left(coalesce(CAST(request AS VARCHAR), ''), 300) AS detail FROM single
    WHERE read_only IS DISTINCT FROM true
      AND (
        list_contains(resources, $resource)
        OR list_contains(json_extract_string(request, '$..*'), $resource)
        OR list_contains(json_extract_string(response, '$..*'), $resource)
        OR (
          list_has_any($names, list_concat(json_extract_string(request, '$..*'), json_extract_string(response, '$..*')))
          AND event_source = $source
          AND $account IN ('', account_id)
          AND $region IN ('', region)
        )
      )`,
});
