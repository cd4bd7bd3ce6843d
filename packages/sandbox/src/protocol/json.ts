import { type Resolved, resolve, type ServiceModel, type ShapeReference } from './model.ts';
import { readTimestamp, writeTimestamp } from './timestamp.ts';

/** Member names and values of the model -> the JSON of a body. `undefined` and `null` members are left out. */
export function toJson(model: ServiceModel, reference: ShapeReference, value: unknown): unknown {
  const shape = resolve(model, reference);
  switch (shape.type) {
    case 'structure':
      return shape.document ? value : structureToJson(model, shape, value as Record<string, unknown>);
    case 'list':
      return [...(value as unknown[])].map((item) => toJson(model, shape.member as ShapeReference, item));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as object).map(([key, item]) => [
          key,
          toJson(model, shape.value as ShapeReference, item),
        ]),
      );
    case 'timestamp':
      return writeTimestamp(value, shape.timestampFormat ?? 'unixTimestamp');
    case 'blob':
      return Buffer.from(value as string | Uint8Array).toString('base64');
    default:
      return value;
  }
}

function structureToJson(model: ServiceModel, shape: Resolved, value: Record<string, unknown>): object {
  const json: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    if (member.location || value[name] === undefined || value[name] === null) continue;
    json[member.locationName ?? name] = toJson(model, member, value[name]);
  }
  return json;
}

/** The JSON of a body -> member names and values of the model. Unknown members are dropped, as AWS does. */
export function fromJson(model: ServiceModel, reference: ShapeReference, json: unknown): unknown {
  const shape = resolve(model, reference);
  switch (shape.type) {
    case 'structure':
      return shape.document ? json : structureFromJson(model, shape, json);
    case 'list':
      return Array.isArray(json)
        ? json.map((item) => fromJson(model, shape.member as ShapeReference, item))
        : json;
    case 'map':
      return Object.fromEntries(
        Object.entries((json ?? {}) as object).map(([key, item]) => [
          key,
          fromJson(model, shape.value as ShapeReference, item),
        ]),
      );
    case 'timestamp':
      return readTimestamp(json as string | number);
    case 'blob':
      return Buffer.from(String(json), 'base64');
    default:
      return json;
  }
}

function structureFromJson(model: ServiceModel, shape: Resolved, json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  const value: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const item = (json as Record<string, unknown>)[member.locationName ?? name];
    if (member.location || item === undefined || item === null) continue;
    value[name] = fromJson(model, member, item);
  }
  return value;
}
