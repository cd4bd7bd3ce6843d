import * as accessanalyzer from '@aws-sdk/client-accessanalyzer';
import * as account from '@aws-sdk/client-account';
import * as athena from '@aws-sdk/client-athena';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as config from '@aws-sdk/client-config-service';
import * as events from '@aws-sdk/client-eventbridge';
import * as glue from '@aws-sdk/client-glue';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as securityhub from '@aws-sdk/client-securityhub';
import * as sns from '@aws-sdk/client-sns';

/**
 * The SDK's models, by the name with which requests are signed. S3 Control, signed as S3, is left out: its hosts begin with
 * an account's id, which loopback does not have.
 */
const clients: Readonly<Record<string, object>> = {
  'access-analyzer': accessanalyzer,
  account,
  athena,
  cloudtrail,
  monitoring: cloudwatch,
  logs,
  config,
  events,
  glue,
  guardduty,
  iam,
  kms,
  organizations,
  s3,
  securityhub,
  sns,
};

/** Services whose answers are XML, and whether the answer lies in a wrapper named for the operation. */
export const xmlServices: Readonly<Record<string, { readonly isWrapped: boolean }>> = {
  iam: { isWrapped: true },
  sns: { isWrapped: true },
  s3: { isWrapped: false },
};

/** An operation of a model: kind, namespace, name, traits, input and output. */
type OperationSchema = readonly [9, string, string, Traits, Schema, Schema];
type Traits = number | { readonly http?: readonly [method: string, template: string, status: number] };
/** A structure, list, map, number for a simple type, a pair of any of these and traits, or what gives one. */
export type Schema = unknown;

/** What was asked. */
export interface Operation {
  readonly service: string;
  readonly name: string;
  readonly schema: OperationSchema;
}

export interface AskedRequest {
  readonly service: string;
  /** Value of `x-amz-target`; empty where the protocol has none. */
  readonly target: string;
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

const models = new Map(
  Object.entries(clients).map(([service, client]) => {
    const schemas = Object.values(client).filter(
      (value): value is OperationSchema => Array.isArray(value) && value[0] === 9,
    );
    return [service, new Map(schemas.map((schema) => [schema[2], schema]))] as const;
  }),
);

/** Finds the operation of a request by target, form or path; undefined when no model has it. */
export function operationOf({ service, target, method, url, body }: AskedRequest): Operation | undefined {
  const model = models.get(service);
  if (model === undefined) return undefined;
  const rpc = /\/operation\/(\w+)$/.exec(url)?.[1];
  const named = target.split('.').at(-1) || (rpc ?? new URLSearchParams(body).get('Action') ?? '');
  const schema = model.get(named) ?? byPath([...model.values()], method, url);
  return schema === undefined ? undefined : { service, name: schema[2], schema };
}

/** The one whose template has the most in common with the path and its query. */
function byPath(
  schemas: readonly OperationSchema[],
  method: string,
  url: string,
): OperationSchema | undefined {
  const [path = '', query = ''] = url.split('?');
  const given = new URLSearchParams(query);
  const fitting = schemas.flatMap((schema) => {
    const [, , , traits] = schema;
    const [wanted = '', template = ''] = (typeof traits === 'object' ? traits.http : undefined) ?? [];
    const [shape = '', asked = ''] = template.split('?');
    const keys = [...new URLSearchParams(asked).keys()];
    const parts = shape.replace(/\/$/, '').split(/\{[^}]+\}/);
    const pattern = new RegExp(`^${parts.map((part) => escaped(part)).join('[^/]+')}/?$`);
    const fits = wanted === method && pattern.test(path) && keys.every((key) => given.has(key));
    return fits ? [{ schema, weight: shape.replace(/\{[^}]+\}/g, '').length + keys.length * 100 }] : [];
  });
  return fitting.sort((a, b) => b.weight - a.weight)[0]?.schema;
}

/** Shape of an operation's answer. */
export function answerShape({ schema }: Operation): Schema {
  return schema[5];
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
