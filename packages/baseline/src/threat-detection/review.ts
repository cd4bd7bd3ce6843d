/** Who answers for something that weakens detection, why, and until when it stands. */
export interface Review {
  /** Who answers for it: a team or a person. */
  owner: string;
  /** Why it is there. */
  reason: string;
  /** Last day on which it stands, YYYY-MM-DD; from the day after, previews fail until somebody has looked at it. */
  expires: string;
}

/** What tags of AWS take as values. */
const TagText = /^[\p{L}\p{Z}\p{N}_.:/=+@-]{1,256}$/u;

/** Day on which something is judged, in UTC. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/**
 * Checks owner, reason and expiry.
 * @param day day on which the expiry is judged, YYYY-MM-DD.
 * @returns one sentence for each fault; none when all is well.
 */
export function reviewFaults({ owner, reason, expires }: Review, day: string = today()): string[] {
  const faults: string[] = [];
  for (const [field, text] of Object.entries({ owner, reason })) {
    if (text.trim() === '')
      faults.push(`${field} is empty; say ${field === 'owner' ? 'who answers for it' : 'why'}`);
    else if (!TagText.test(text)) {
      faults.push(
        `${field} is ${JSON.stringify(text)}; a tag takes 1 to 256 letters, digits, spaces and _ . : / = + - @`,
      );
    }
  }
  if (!isDay(expires)) {
    faults.push(`expires is ${JSON.stringify(expires)}; it must be a day such as ${nextYear(day)}`);
  } else if (expires < day) {
    faults.push(
      `it expired on ${expires} and ${owner || 'nobody'} answers for it; look at it again, then set a later day or take it out`,
    );
  }
  return faults;
}

/** Tags that show in AWS who answers for it and until when. */
export function reviewTags({ owner, reason, expires }: Review): Record<string, string> {
  return { Owner: owner, Reason: reason, Expires: expires };
}

function isDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const nextYear = (day: string) => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
