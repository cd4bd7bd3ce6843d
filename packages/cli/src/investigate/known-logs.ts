import { hourStates } from '@trailguard/audit/integrity';
import type { InvestigatedLogs } from '@trailguard/investigate';

/** What the answers rest on, in a few lines: nobody is to take silence of unread logs for innocence. */
export function linesOfLogs(logs: InvestigatedLogs): readonly string[] {
  const { hours, unread, files, events, faultCount } = logs;
  const read = `${events} events of ${files} log files`;
  if (hours === null)
    return [
      `${read}. NOTHING WAS VERIFIED: files may be missing, forged or changed.`,
      ...(unread.length > 0 ? [`${unread.length} files were not read, or not wholly.`] : []),
    ];
  const states = hourStates.filter((state) => hours[state] > 0).map((state) => `${hours[state]} ${state}`);
  return [
    `${read}, each proved by CloudTrail’s signed digests. Hours: ${states.join(', ')}.`,
    ...(faultCount > 0
      ? [`${faultCount} digests and log files are missing or not as they were delivered, and were not read.`]
      : []),
    ...(unread.length > 0 ? [`${unread.length} log files were not read, or not wholly.`] : []),
  ];
}
