import { type Operation, resolve, type ServiceModel } from './model.ts';

/** An operation found by method and path, with the values of the path's labels. */
export interface Route {
  readonly operation: Operation;
  readonly labels: Readonly<Record<string, string>>;
}

interface Candidate {
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly labels: readonly string[];
  readonly literals: readonly (readonly [string, string | undefined])[];
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
  readonly literalSegments: number;
}

const tables = new WeakMap<ServiceModel, readonly Candidate[]>();

/**
 * Finds the operation of a REST service. Where several templates match (`GET /{Bucket}` is eleven S3
 * operations), the one that explains most of the query and headers wins.
 */
export function findRoute(
  model: ServiceModel,
  method: string,
  path: string,
  query: URLSearchParams,
  headers: Readonly<Record<string, string>>,
): Route | undefined {
  let best: { score: number; route: Route } | undefined;
  for (const item of candidates(model)) {
    if (item.operation.http.method !== method) continue;
    const match = item.pattern.exec(path);
    if (!match) continue;
    if (
      !item.literals.every(
        ([key, value]) => query.has(key) && (value === undefined || query.get(key) === value),
      )
    )
      continue;
    if (!item.requiredQuery.every((key) => query.has(key))) continue;
    if (!item.requiredHeaders.every((key) => headers[key] !== undefined)) continue;
    const score =
      item.literalSegments * 100 +
      item.literals.length * 20 +
      item.requiredQuery.length * 4 +
      item.requiredHeaders.length * 2 +
      (item.operation.deprecated ? 0 : 1);
    if (best && best.score >= score) continue;
    const labels = Object.fromEntries(
      item.labels.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]),
    );
    best = { score, route: { operation: item.operation, labels } };
  }
  return best?.route;
}

function candidates(model: ServiceModel): readonly Candidate[] {
  const known = tables.get(model);
  if (known) return known;
  const table = Object.values(model.operations).map((operation) => candidate(model, operation));
  tables.set(model, table);
  return table;
}

function candidate(model: ServiceModel, operation: Operation): Candidate {
  const [template = '/', literalQuery = ''] = operation.http.requestUri.split('?');
  const labels: string[] = [];
  const segments = template.split('/').filter((segment) => segment !== '');
  const pattern = segments
    .map((segment) => {
      const label = /^\{(.+?)(\+?)\}$/.exec(segment);
      if (!label) {
        return `/${segment.replace(/\{(.+?)\}|[.*+?^${}()|[\]\\]/g, (part, name: string | undefined) => {
          if (!name) return `\\${part}`;
          labels.push(name);
          return '([^/]+)';
        })}`;
      }
      labels.push(label[1] as string);
      return label[2] ? '/(.+)' : '/([^/]+)';
    })
    .join('');
  const input = operation.input ? resolve(model, operation.input) : undefined;
  const requiredAt = (location: 'querystring' | 'header') =>
    (input?.required ?? []).flatMap((name) => {
      const member = input?.members?.[name];
      return member?.location === location ? [member.locationName ?? name] : [];
    });
  return {
    operation,
    pattern: new RegExp(`^${pattern}/?$`, 's'),
    labels,
    literals: literalQuery
      .split('&')
      .filter((part) => part !== '' && !part.startsWith('x-id='))
      .map((part) => {
        const [key = '', value] = part.split('=');
        return [key, value] as const;
      }),
    requiredQuery: requiredAt('querystring'),
    requiredHeaders: requiredAt('header').map((name) => name.toLowerCase()),
    literalSegments: segments.filter((segment) => !segment.includes('{')).length,
  };
}
