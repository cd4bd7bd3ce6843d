/** How events may name a resource. */
export interface ResourceNames {
  /** As it was given: an ARN or a name. */
  readonly resource: string;
  /** Names of an ARN, without the kind of resource; empty for a name that is none. */
  readonly names: readonly string[];
  /** `eventSource` of the service. */
  readonly source: string;
  /** Account and Region of an ARN, empty where it has none. */
  readonly account: string;
  readonly region: string;
}

/** Services whose events have another name than their ARNs. */
const sources: Readonly<Record<string, string>> = { cloudwatch: 'monitoring' };

/**
 * The names that events may have for a resource: most services tell a trail, a bucket or a key by its name, and findings by its ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function namesOf(resource: string): ResourceNames {
  const arn = /^arn:[a-z-]+:([a-z0-9-]+):([a-z0-9-]*):(\d{12}|):(.+)$/s.exec(resource);
  if (arn === null) return { resource, names: [], source: '', account: '', region: '' };
  const [, service = '', region = '', account = '', rest = ''] = arn;
  // A log group's ARN ends with `:*` in policies and findings.
  const path = rest.replace(/:\*$/, '');
  const afterKind = path.replace(/^[a-z-]+[:/]/, '');
  const names = new Set([path, afterKind, afterKind.slice(afterKind.lastIndexOf('/') + 1)]);
  names.delete('');
  return {
    resource,
    names: [...names],
    source: `${sources[service] ?? service}.amazonaws.com`,
    account,
    region,
  };
}
