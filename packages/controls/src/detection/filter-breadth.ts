import type { FilterCondition } from '../model/estate.ts';

/** Severity from which on findings are high: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
const highSeverity = 7;

/** Fields that name a resource or an account. What happened, or who did it from where, names none. */
const resourceFields = /^(accountId$|resource\.(?!resourceType$).+)/;

type Criteria = Readonly<Record<string, FilterCondition>>;

/** What is too wide about a filter that archives; nothing when it is narrow. */
export function breadthFaults(criteria: Criteria): readonly string[] {
  const fields = Object.entries(criteria);
  const faults: string[] = [];
  if (!fields.some(([field, condition]) => field === 'type' && narrows(condition)))
    faults.push('it names no type of finding');
  if (!fields.some(([field, condition]) => resourceFields.test(field) && narrows(condition)))
    faults.push('it names no resource or account');
  if (!fields.some(([field, condition]) => field === 'severity' && staysBelowHigh(condition)))
    faults.push(`it takes in findings of severity ${highSeverity} and more`);
  return faults;
}

/** Tells whether a condition lets in what it names, and not everything. */
function narrows({ equals = [], matches = [] }: FilterCondition): boolean {
  const named = [...equals, ...matches];
  return named.length > 0 && !named.includes('') && matches.every((pattern) => /[^*?]/.test(pattern));
}

function staysBelowHigh({ equals, lessThan, lessThanOrEqual }: FilterCondition): boolean {
  if (equals !== undefined && equals.length > 0) return equals.every((value) => Number(value) < highSeverity);
  return (
    (lessThan !== undefined && lessThan <= highSeverity) ||
    (lessThanOrEqual !== undefined && lessThanOrEqual < highSeverity)
  );
}
