/**
 * Tells whether two patterns with `*` and `?` have a text in common, such as `logs/AWSLogs/*` and `logs/*.gz`. Takes time
 * proportional to the product of their lengths.
 */
export function patternsMeet(one: string, other: string): boolean {
  // Of `one` up to i and `other` up to j: whether the rests can be the same text. Two rows of the table suffice.
  let below: boolean[] = [];
  for (let i = one.length; i >= 0; i -= 1) {
    const row: boolean[] = new Array(other.length + 1).fill(false);
    for (let j = other.length; j >= 0; j -= 1) {
      const a = one[i];
      const b = other[j];
      if (a === undefined && b === undefined) row[j] = true;
      else if (a === '*') row[j] = (below[j] ?? false) || (j < other.length && (row[j + 1] ?? false));
      else if (b === '*') row[j] = (row[j + 1] ?? false) || (i < one.length && (below[j] ?? false));
      else if (a !== undefined && b !== undefined)
        row[j] = (a === b || a === '?' || b === '?') && (below[j + 1] ?? false);
    }
    below = row;
  }
  return below[0] ?? false;
}
