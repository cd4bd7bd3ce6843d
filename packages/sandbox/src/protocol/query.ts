import { type Resolved, resolve, type ServiceModel, type ShapeReference } from './model.ts';
import { readScalar, writeScalar } from './scalar.ts';

/**
 * The form encoding of the `query` and `ec2` protocols: a tree written as dotted names, lists and maps
 * numbered from 1. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html and aws-ec2-query-protocol.html
 */
export interface QueryDialect {
  readonly ec2: boolean;
}

/** Writes a structure as form fields. */
export function toForm(
  model: ServiceModel,
  reference: ShapeReference,
  value: Record<string, unknown>,
  dialect: QueryDialect,
): Map<string, string> {
  const form = new Map<string, string>();
  write(model, reference, value, '', dialect, form);
  return form;
}

function write(
  model: ServiceModel,
  reference: ShapeReference,
  value: unknown,
  prefix: string,
  dialect: QueryDialect,
  form: Map<string, string>,
): void {
  const shape = resolve(model, reference);
  if (shape.type === 'structure') {
    for (const [name, member] of Object.entries(shape.members ?? {})) {
      const item = (value as Record<string, unknown>)[name];
      if (item === undefined || item === null) continue;
      write(model, member, item, join(prefix, memberName(name, member, dialect)), dialect, form);
    }
  } else if (shape.type === 'list') {
    const list = listPrefix(shape, prefix, dialect);
    const items = value as readonly unknown[];
    if (items.length === 0 && !dialect.ec2) form.set(prefix, '');
    for (const [index, item] of items.entries()) {
      write(model, shape.member as ShapeReference, item, `${list}.${index + 1}`, dialect, form);
    }
  } else if (shape.type === 'map') {
    const { entry, key, value: valueName } = mapNames(shape, prefix);
    for (const [index, [name, item]] of Object.entries(value as object).entries()) {
      form.set(`${entry}.${index + 1}.${key}`, name);
      write(model, shape.value as ShapeReference, item, `${entry}.${index + 1}.${valueName}`, dialect, form);
    }
  } else {
    form.set(prefix, writeScalar(shape, value, 'iso8601'));
  }
}

/** Reads form fields as a structure. */
export function fromForm(
  model: ServiceModel,
  reference: ShapeReference,
  form: ReadonlyMap<string, string>,
  dialect: QueryDialect,
): Record<string, unknown> {
  return (read(model, reference, form, '', dialect) ?? {}) as Record<string, unknown>;
}

function read(
  model: ServiceModel,
  reference: ShapeReference,
  form: ReadonlyMap<string, string>,
  prefix: string,
  dialect: QueryDialect,
): unknown {
  const shape = resolve(model, reference);
  if (shape.type === 'structure') return readStructure(model, shape, form, prefix, dialect);
  if (shape.type === 'list') {
    const list = listPrefix(shape, prefix, dialect);
    const items = numbered(form, list).map((item) =>
      read(model, shape.member as ShapeReference, form, item, dialect),
    );
    return items.length > 0 ? items : form.get(prefix) === '' ? [] : undefined;
  }
  if (shape.type === 'map') {
    const { entry, key, value } = mapNames(shape, prefix);
    const entries = numbered(form, entry).map((item) => [
      form.get(`${item}.${key}`) ?? '',
      read(model, shape.value as ShapeReference, form, `${item}.${value}`, dialect),
    ]);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  const text = form.get(prefix);
  return text === undefined ? undefined : readScalar(shape, text);
}

function readStructure(
  model: ServiceModel,
  shape: Resolved,
  form: ReadonlyMap<string, string>,
  prefix: string,
  dialect: QueryDialect,
): unknown {
  if (prefix !== '' && ![...form.keys()].some((key) => key.startsWith(`${prefix}.`))) return undefined;
  const value: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members ?? {})) {
    const item = read(model, member, form, join(prefix, memberName(name, member, dialect)), dialect);
    if (item !== undefined) value[name] = item;
  }
  return value;
}

function join(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`;
}

function memberName(name: string, member: ShapeReference, dialect: QueryDialect): string {
  if (!dialect.ec2) return member.locationName ?? name;
  if (member.queryName) return member.queryName;
  const wire = member.locationName ?? name;
  return wire.charAt(0).toUpperCase() + wire.slice(1);
}

function listPrefix(shape: Resolved, prefix: string, dialect: QueryDialect): string {
  if (dialect.ec2) return prefix;
  const member = shape.member?.locationName;
  if (!shape.flattened) return `${prefix}.${member ?? 'member'}`;
  return member ? [...prefix.split('.').slice(0, -1), member].join('.') : prefix;
}

function mapNames(shape: Resolved, prefix: string): { entry: string; key: string; value: string } {
  return {
    entry: shape.flattened ? prefix : `${prefix}.entry`,
    key: shape.key?.locationName ?? 'key',
    value: shape.value?.locationName ?? 'value',
  };
}

/** `Prefix.1`, `Prefix.2`, … as far as fields exist, in the order of their numbers. */
function numbered(form: ReadonlyMap<string, string>, prefix: string): string[] {
  const numbers = new Set<number>();
  for (const key of form.keys()) {
    if (!key.startsWith(`${prefix}.`)) continue;
    const number = Number.parseInt(key.slice(prefix.length + 1), 10);
    if (number > 0) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b).map((number) => `${prefix}.${number}`);
}
