import type { AuditReport } from '../src/index.ts';

const worstFirst = ['fail', 'unknown', 'pass', 'not_applicable'];

/** Control id -> the worst status among its subjects. */
export function statusesOf({ results }: AuditReport): Record<string, string> {
  const statuses: Record<string, string> = {};
  for (const { controlId, verdict } of results) {
    const before = statuses[controlId];
    if (before === undefined || worstFirst.indexOf(verdict.status) < worstFirst.indexOf(before)) {
      statuses[controlId] = verdict.status;
    }
  }
  return statuses;
}

/** Ids of the controls with this worst status, sorted. */
export function controlsThat(status: string, report: AuditReport): string[] {
  return Object.entries(statusesOf(report))
    .filter(([, worst]) => worst === status)
    .map(([id]) => id)
    .sort();
}

/** What a control says of a subject; fails when it says nothing. */
export function verdictOn(report: AuditReport, controlId: string, subjectId: string) {
  const found = report.results.find(
    ({ controlId: id, subject }) => id === controlId && subject.id === subjectId,
  );
  if (found === undefined) {
    const subjects = report.results.filter(({ controlId: id }) => id === controlId);
    throw new Error(
      `${controlId} says nothing of ${subjectId}, but of ${subjects.map(({ subject }) => subject.id)}`,
    );
  }
  return found.verdict;
}
