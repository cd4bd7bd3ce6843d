import type { Condition, FindingCriteria, SortCriteria } from '@aws-sdk/client-guardduty';
import { invalidValue } from '../errors.ts';
import type { Finding } from '../state.ts';

/**
 * Values of a finding under a criterion's name such as `service.archived` or
 * `resource.s3BucketDetails.name`; lists on the way give several.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListFindings.html
 */
function valuesAt(finding: Finding, attribute: string): unknown[] {
  let values: unknown[] = [finding];
  for (const segment of attribute.split('.')) {
    const name = segment.charAt(0).toUpperCase() + segment.slice(1);
    values = values
      .flatMap((value) => (Array.isArray(value) ? value : [value]))
      .map((value) => (value as Record<string, unknown> | undefined)?.[name])
      .filter((value) => value !== undefined && value !== null);
  }
  return values.flatMap((value) => (Array.isArray(value) ? value : [value]));
}

/** Times compare as milliseconds since 1970, the form that criteria give them in. */
function asNumber(value: unknown): number {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return Date.parse(value);
  return Number(value);
}

/** `*` stands for any characters and `?` for one. */
function wildcard(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}

function passes(values: readonly unknown[], condition: Condition): boolean {
  const texts = values.map(String);
  const equals = condition.Equals ?? condition.Eq;
  const notEquals = condition.NotEquals ?? condition.Neq;
  const compare: [unknown, (value: number, limit: number) => boolean][] = [
    [condition.GreaterThan ?? condition.Gt, (value, limit) => value > limit],
    [condition.GreaterThanOrEqual ?? condition.Gte, (value, limit) => value >= limit],
    [condition.LessThan ?? condition.Lt, (value, limit) => value < limit],
    [condition.LessThanOrEqual ?? condition.Lte, (value, limit) => value <= limit],
  ];
  if (equals && !equals.some((wanted) => texts.includes(wanted))) return false;
  if (notEquals?.some((unwanted) => texts.includes(unwanted))) return false;
  if (
    condition.Matches &&
    !condition.Matches.some((pattern) => texts.some((text) => wildcard(pattern).test(text)))
  ) {
    return false;
  }
  if (condition.NotMatches?.some((pattern) => texts.some((text) => wildcard(pattern).test(text))))
    return false;
  return compare.every(
    ([limit, test]) => limit === undefined || values.some((value) => test(asNumber(value), Number(limit))),
  );
}

export function matchesCriteria(finding: Finding, criteria: FindingCriteria | undefined): boolean {
  return Object.entries(criteria?.Criterion ?? {}).every(([attribute, condition]) =>
    passes(valuesAt(finding, attribute), condition),
  );
}

/** Sorts a copy; without criteria the order of the findings stays. */
export function sortFindings(findings: readonly Finding[], sort: SortCriteria | undefined): Finding[] {
  const attribute = sort?.AttributeName;
  if (attribute === undefined) return [...findings];
  if (sort?.OrderBy !== undefined && sort.OrderBy !== 'ASC' && sort.OrderBy !== 'DESC') throw invalidValue();
  const sign = sort?.OrderBy === 'DESC' ? -1 : 1;
  const key = (finding: Finding) => valuesAt(finding, attribute)[0];
  return findings.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    const [x, y] = [asNumber(left), asNumber(right)];
    if (Number.isFinite(x) && Number.isFinite(y)) return sign * (x - y);
    return sign * String(left).localeCompare(String(right), 'en');
  });
}
