/** Who answers for a filter and until when, as its description says. */
export interface FilterReview {
  readonly owner: string | undefined;
  /** Last day on which it stands, YYYY-MM-DD. */
  readonly reviewBy: string | undefined;
}

/**
 * Reads a filter's description: `Owner: team - Review by: 2027-06-30 - Reason: …`. Tags could say it too, but the
 * description is what the console shows beside the filter.
 */
export function reviewIn(description: string): FilterReview {
  const owner = /\bowner\s*[:=]\s*(?<owner>[^\s-].*?)(?:\s+-\s|[;,|]|$)/i.exec(description)?.groups?.owner;
  const day = /\breview(?:\s*(?:by|date|on))?\s*[:=]\s*(?<day>\d{4}-\d{2}-\d{2})\b/i.exec(description)?.groups
    ?.day;
  return { owner: owner?.trim() || undefined, reviewBy: isDay(day) ? day : undefined };
}

function isDay(text: string | undefined): text is string {
  if (text === undefined) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
