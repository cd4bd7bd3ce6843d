import { invalidInput } from './state.ts';

type Finding = Record<string, unknown>;

interface StringFilter {
  readonly Value?: string;
  readonly Comparison?: string;
}

/** Values of a finding that a filter of the API is about. */
const read: Readonly<Record<string, (finding: Finding) => readonly unknown[]>> = {
  AwsAccountId: ({ AwsAccountId }) => [AwsAccountId],
  ComplianceSecurityControlId: ({ Compliance }) => [part(Compliance, 'SecurityControlId')],
  ComplianceStatus: ({ Compliance }) => [part(Compliance, 'Status')],
  GeneratorId: ({ GeneratorId }) => [GeneratorId],
  Id: ({ Id }) => [Id],
  ProductArn: ({ ProductArn }) => [ProductArn],
  ProductName: ({ ProductName }) => [ProductName],
  RecordState: ({ RecordState }) => [RecordState],
  Region: ({ Region }) => [Region],
  ResourceId: ({ Resources }) => (Resources as Finding[]).map(({ Id }) => Id),
  ResourceType: ({ Resources }) => (Resources as Finding[]).map(({ Type }) => Type),
  SeverityLabel: ({ Severity }) => [part(Severity, 'Label')],
  WorkflowStatus: ({ Workflow }) => [part(Workflow, 'Status')],
};

/**
 * What tells the findings that filters ask for: filters of one name are alternatives, unless they exclude, and all names
 * have to hold. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_StringFilter.html
 */
export function finderOf(filters: unknown): (finding: Finding) => boolean {
  const given = Object.entries((filters ?? {}) as Record<string, readonly StringFilter[]>);
  const unknown = given.find(([name]) => read[name] === undefined);
  if (unknown !== undefined) throw invalidInput(`The sandbox does not filter findings by ${unknown[0]}.`);
  return (finding) => given.every(([name, tests]) => passes(read[name]?.(finding) ?? [], tests));
}

function passes(values: readonly unknown[], tests: readonly StringFilter[]): boolean {
  const texts = values.flatMap((value) => (typeof value === 'string' ? [value] : []));
  const excluding = tests.filter(({ Comparison }) => Comparison?.includes('NOT'));
  const including = tests.filter((test) => !excluding.includes(test));
  return (
    (including.length === 0 || including.some((test) => texts.some((text) => holds(text, test)))) &&
    excluding.every((test) => texts.every((text) => holds(text, test)))
  );
}

function holds(text: string, { Value = '', Comparison = 'EQUALS' }: StringFilter): boolean {
  switch (Comparison) {
    case 'EQUALS':
      return text === Value;
    case 'NOT_EQUALS':
      return text !== Value;
    case 'PREFIX':
      return text.startsWith(Value);
    case 'PREFIX_NOT_EQUALS':
      return !text.startsWith(Value);
    case 'CONTAINS':
      return text.includes(Value);
    case 'NOT_CONTAINS':
      return !text.includes(Value);
    default:
      throw invalidInput(`Invalid comparison: ${Comparison}`);
  }
}

function part(value: unknown, name: string): unknown {
  return (value as Record<string, unknown> | undefined)?.[name];
}
