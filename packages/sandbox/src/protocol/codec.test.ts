import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { AwsError } from '../aws/error.ts';
import { pythonEnvironment } from '../moto/environment.ts';
import { readError, readRequest, readResponse, writeError, writeRequest, writeResponse } from './codec.ts';
import { misfits } from './conformance.ts';
import {
  type Operation,
  type Protocol,
  protocolOf,
  resolve,
  type ServiceModel,
  ServiceModels,
  type ShapeReference,
} from './model.ts';
import { findRoute } from './route.ts';
import { splitUrl } from './message.ts';

let models: ServiceModels;
beforeAll(async () => {
  models = new ServiceModels((await pythonEnvironment()).models);
});

/** One service of each protocol, with shapes that differ: lists, maps, flattened lists, blobs, attributes. */
const services = [
  'organizations',
  'kms',
  'logs',
  'cloudtrail',
  'guardduty',
  'account',
  'iam',
  'sns',
  'sts',
  'ec2',
  's3',
  's3control',
];

/** Operations whose bodies are streams or documents of their own. */
const left = new Set([
  'GetBucketLocation',
  'SelectObjectContent',
  'WriteGetObjectResponse',
  'PostObject',
  'StartLiveTail',
  'GetLogObject',
]);

/** Values of a shape, small and without what a protocol cannot tell: empty lists, maps and texts. */
function valuesOf(model: ServiceModel, reference: ShapeReference, depth = 0): fc.Arbitrary<unknown> {
  const shape = resolve(model, reference);
  switch (shape.type) {
    case 'structure': {
      const required = new Set(shape.required ?? []);
      const members = Object.entries(shape.members ?? {}).filter(
        ([name, member]) => (depth < 3 || required.has(name)) && !resolve(model, member).eventstream,
      );
      const located = (name: string) => shape.members?.[name]?.location === 'uri';
      return fc.record(
        Object.fromEntries(members.map(([name, member]) => [name, valuesOf(model, member, depth + 1)])),
        { requiredKeys: members.map(([name]) => name).filter((name) => required.has(name) || located(name)) },
      );
    }
    case 'list':
      return fc.array(valuesOf(model, shape.member as ShapeReference, depth + 1), {
        minLength: 1,
        maxLength: 2,
      });
    case 'map':
      return fc.dictionary(
        fc.stringMatching(/^[a-z]{1,6}$/),
        valuesOf(model, shape.value as ShapeReference, depth + 1),
        {
          minKeys: 1,
          maxKeys: 2,
        },
      );
    case 'timestamp':
      return fc.integer({ min: 0, max: 4e9 }).map((seconds) => new Date(seconds * 1000));
    case 'blob':
      return fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes));
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'long':
      return fc.integer({ min: -1000, max: 1000 });
    case 'float':
    case 'double':
      return fc.integer({ min: -1000, max: 1000 }).map((value) => value / 4);
    default:
      if (shape.enum) return fc.constantFrom(...shape.enum);
      if (shape.jsonvalue) return fc.constant({ a: 1 });
      // Headers, lists in headers and line ends have limits of their own; text keeps what XML and forms must escape.
      return reference.location === 'header' || reference.location === 'headers'
        ? fc.stringMatching(/^[a-z0-9-]{1,8}$/)
        : fc.stringMatching(/^[a-z<>&"'=+%/ é]{0,6}[a-z]$/);
  }
}

/** Structures without members that are there and say nothing, which XML and forms do not write. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((item) => !isEmpty(item));
  if (typeof value !== 'object' || value === null || value instanceof Date || Buffer.isBuffer(value))
    return value;
  const entries = Object.entries(value)
    .map(([name, item]) => [name, withoutEmpty(item)] as const)
    .filter(([, item]) => !isEmpty(item));
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0 || value.every(isEmpty);
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Date) &&
    !Buffer.isBuffer(value) &&
    Object.values(value).every(isEmpty)
  );
}

function operationsOf(model: ServiceModel, part: 'input' | 'output'): Operation[] {
  const all = Object.values(model.operations);
  const usable = (operation: Operation) =>
    operation[part] !== undefined && !left.has(operation.name) && !operation.deprecated;
  // Every tenth operation, from a start that differs by service: all services in seconds, the same each run.
  const start = model.metadata.serviceId.length;
  const some = all.filter((operation, index) => usable(operation) && (index + start) % 10 === 0);
  return some.length > 0 ? some : all.filter(usable).slice(0, 1);
}

const settings = { seed: 7, numRuns: 8 };

describe.each(services)('the codec for %s', (service) => {
  it('reads every request that it writes, and finds its operation', () => {
    const model = models.get(service);
    const protocol = protocolOf(model);
    for (const operation of operationsOf(model, 'input')) {
      if (!operation.input) continue;
      fc.assert(
        fc.property(valuesOf(model, operation.input), (value) => {
          const request = writeRequest(model, operation, protocol, value as Record<string, unknown>);
          expect(nameIn(model, protocol, request)).toBe(operation.name);
          expect(withoutEmpty(readRequest(model, operation, protocol, request))).toEqual(withoutEmpty(value));
        }),
        settings,
      );
    }
  });

  it('reads every answer that it writes', () => {
    const model = models.get(service);
    const protocol = protocolOf(model);
    for (const operation of operationsOf(model, 'output')) {
      if (!operation.output) continue;
      fc.assert(
        fc.property(valuesOf(model, operation.output), (value) => {
          const given = withoutStatus(model, operation, value as Record<string, unknown>);
          const response = writeResponse(model, operation, protocol, given, 'request');
          const read = withoutStatus(model, operation, readResponse(model, operation, protocol, response));
          expect(withoutEmpty(read)).toEqual(withoutEmpty(given));
          expect(misfits(model, operation.output as ShapeReference, given)).toEqual([]);
        }),
        settings,
      );
    }
  });

  it('reads every error that it writes', () => {
    const model = models.get(service);
    const protocol = protocolOf(model);
    const operation = Object.values(model.operations)[0];
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z][A-Za-z.]{2,12}$/),
        fc.stringMatching(/^[a-z<>&"' é]{1,12}$/),
        (code, message) => {
          const error = readError(
            protocol,
            writeError(model, operation, protocol, new AwsError(code, message, 403), 'request'),
          );
          expect([error.code, error.message.trim(), error.status]).toEqual([code, message.trim(), 403]);
        },
      ),
      settings,
    );
  });
});

describe('an answer that does not fit its model', () => {
  it.each([
    [
      'a member that there is not',
      { Organisation: {} },
      'Organisation: DescribeOrganizationResponse has no such member',
    ],
    ['a value of another type', { Organization: { Id: 5 } }, 'Organization.Id: 5 is no string'],
    [
      'a value outside an enumeration',
      { Organization: { FeatureSet: 'SOME' } },
      'Organization.FeatureSet: "SOME" is no value of OrganizationFeatureSet',
    ],
  ])('is told: %s', (_case, answer, fault) => {
    expect(misfits(models.get('organizations'), { shape: 'DescribeOrganizationResponse' }, answer)).toEqual([
      fault,
    ]);
  });
});

function nameIn(
  model: ServiceModel,
  protocol: Protocol,
  request: ReturnType<typeof writeRequest>,
): string | undefined {
  if (protocol === 'json') return request.headers['x-amz-target']?.split('.').at(-1);
  if (protocol === 'query' || protocol === 'ec2')
    return new URLSearchParams(request.body.toString()).get('Action') ?? undefined;
  const { path, query } = splitUrl(request.url);
  return findRoute(model, request.method, path, query, request.headers)?.operation.name;
}

/** The status is the transport's: a value out of HTTP's range cannot be told. */
function withoutStatus(
  model: ServiceModel,
  operation: Operation,
  value: Record<string, unknown>,
): Record<string, unknown> {
  const members = operation.output ? resolve(model, operation.output).members : undefined;
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => members?.[name]?.location !== 'statusCode'),
  );
}
