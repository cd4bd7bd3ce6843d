import { type Operation, type Resolved, resolve, type ServiceModel, type ShapeReference } from './model.ts';

/**
 * An answer of a faked service must be one that AWS could give: a member misspelt is a fault, not left out.
 *
 * @param mayBeEmpty AWS answers this operation also with nothing, whatever its model requires.
 * @throws TypeError with the faults.
 */
export function requireConformance(
  answer: Record<string, unknown>,
  model: ServiceModel,
  operation: Operation,
  mayBeEmpty = false,
): void {
  if (!operation.output || (mayBeEmpty && Object.keys(answer).length === 0)) return;
  const faults = misfits(model, operation.output, answer);
  if (faults.length > 0)
    throw new TypeError(`the answer does not fit botocore's model: ${faults.slice(0, 5).join('; ')}`);
}

/**
 * What of a value does not fit a shape of a service model: members that it does not have, required ones that
 * are missing, values of another type or outside an enumeration. Empty when it fits.
 */
export function misfits(model: ServiceModel, reference: ShapeReference, value: unknown, at = ''): string[] {
  const shape = resolve(model, reference);
  const wrong = (expected: string) => [
    `${at || shape.shape}: ${JSON.stringify(value)?.slice(0, 80)} is no ${expected}`,
  ];
  switch (shape.type) {
    case 'structure':
      if (shape.document || shape.eventstream) return [];
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('structure');
      return structureMisfits(model, shape, value as Record<string, unknown>, at);
    case 'list':
      if (!Array.isArray(value)) return wrong('list');
      return value.flatMap((item, index) =>
        misfits(model, shape.member as ShapeReference, item, `${at}[${index}]`),
      );
    case 'map':
      if (typeof value !== 'object' || value === null) return wrong('map');
      return Object.entries(value).flatMap(([key, item]) =>
        misfits(model, shape.value as ShapeReference, item, `${at}.${key}`),
      );
    case 'string':
    case 'character':
      if (typeof value !== 'string') return wrong('string');
      return shape.enum && !shape.enum.includes(value) ? wrong(`value of ${shape.shape}`) : [];
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('boolean');
    case 'integer':
    case 'long':
      return Number.isInteger(value) ? [] : wrong('integer');
    case 'float':
    case 'double':
      return typeof value === 'number' ? [] : wrong('number');
    case 'timestamp':
      return isMoment(value) ? [] : wrong('moment in time');
    case 'blob':
      return typeof value === 'string' || value instanceof Uint8Array ? [] : wrong('blob');
    default:
      return [];
  }
}

function structureMisfits(
  model: ServiceModel,
  shape: Resolved,
  value: Record<string, unknown>,
  at: string,
): string[] {
  const place = at === '' ? '' : `${at}.`;
  const unknown = Object.keys(value)
    .filter((name) => value[name] !== undefined && !shape.members?.[name])
    .map((name) => `${place}${name}: ${shape.shape} has no such member`);
  const missing = (shape.required ?? [])
    .filter((name) => value[name] === undefined || value[name] === null)
    .map((name) => `${place}${name}: required and missing`);
  const members = Object.entries(shape.members ?? {}).flatMap(([name, member]) =>
    value[name] === undefined || value[name] === null
      ? []
      : misfits(model, member, value[name], `${place}${name}`),
  );
  return [...unknown, ...missing, ...members];
}

function isMoment(value: unknown): boolean {
  if (typeof value === 'number') return true;
  return (typeof value === 'string' || value instanceof Date) && !Number.isNaN(new Date(value).getTime());
}
