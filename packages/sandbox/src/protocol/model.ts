import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A shape or a reference to one, as botocore's `service-2.json` writes it. */
export interface ShapeReference {
  readonly shape: string;
  readonly location?: 'uri' | 'querystring' | 'header' | 'headers' | 'statusCode';
  readonly locationName?: string;
  readonly queryName?: string;
  readonly resultWrapper?: string;
  readonly flattened?: boolean;
  readonly xmlNamespace?: { readonly uri: string };
  readonly xmlAttribute?: boolean;
  readonly timestampFormat?: TimestampFormat;
  readonly streaming?: boolean;
  readonly jsonvalue?: boolean;
  readonly idempotencyToken?: boolean;
}

export type TimestampFormat = 'iso8601' | 'rfc822' | 'unixTimestamp';

export interface Shape extends Omit<ShapeReference, 'shape'> {
  readonly type:
    | 'structure'
    | 'list'
    | 'map'
    | 'string'
    | 'character'
    | 'blob'
    | 'boolean'
    | 'timestamp'
    | 'integer'
    | 'long'
    | 'float'
    | 'double'
    | 'bigdecimal'
    | 'biginteger';
  readonly members?: Readonly<Record<string, ShapeReference>>;
  readonly required?: readonly string[];
  readonly member?: ShapeReference;
  readonly key?: ShapeReference;
  readonly value?: ShapeReference;
  readonly payload?: string;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly exception?: boolean;
  readonly eventstream?: boolean;
  readonly document?: boolean;
  readonly error?: {
    readonly code?: string;
    readonly httpStatusCode?: number;
    readonly senderFault?: boolean;
  };
}

export interface Operation {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: ShapeReference;
  readonly output?: ShapeReference;
  readonly errors?: readonly ShapeReference[];
  readonly deprecated?: boolean;
  readonly endpoint?: { readonly hostPrefix?: string };
}

export type Protocol = 'json' | 'rest-json' | 'query' | 'ec2' | 'rest-xml';

/** botocore's model of one service. */
export interface ServiceModel {
  readonly metadata: {
    readonly protocol: string;
    readonly protocols?: readonly string[];
    readonly apiVersion: string;
    readonly endpointPrefix: string;
    readonly signingName?: string;
    readonly targetPrefix?: string;
    readonly jsonVersion?: string;
    readonly xmlNamespace?: string;
    readonly serviceId: string;
    readonly awsQueryCompatible?: unknown;
  };
  readonly operations: Readonly<Record<string, Operation>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** Signing names that differ from the folder of botocore's model. */
const folders: Readonly<Record<string, string>> = {
  monitoring: 'cloudwatch',
  servicequotas: 'service-quotas',
  elasticloadbalancing: 'elbv2',
  tagging: 'resourcegroupstaggingapi',
  'access-analyzer': 'accessanalyzer',
  states: 'stepfunctions',
  sso: 'sso-admin',
  ses: 'ses',
  email: 'ses',
  elasticfilesystem: 'efs',
  eks: 'eks',
  'application-autoscaling': 'application-autoscaling',
  'execute-api': 'apigatewaymanagementapi',
};

const protocols: readonly Protocol[] = ['json', 'rest-json', 'query', 'ec2', 'rest-xml'];

/** Service models read from a botocore installation, each when first asked for. */
export class ServiceModels {
  readonly #folder: string;
  readonly #models = new Map<string, ServiceModel | undefined>();

  /** @param folder botocore's `data` folder. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The model for a signing name (`s3control` for the account-level S3 API), `undefined` where botocore has none. */
  find(service: string): ServiceModel | undefined {
    if (!this.#models.has(service)) this.#models.set(service, this.#read(folders[service] ?? service));
    return this.#models.get(service);
  }

  /** Like `find`, for services that the sandbox itself uses. Throws where there is no model. */
  get(service: string): ServiceModel {
    const model = this.find(service);
    if (!model) throw new Error(`botocore has no model of a service '${service}' in ${this.#folder}`);
    return model;
  }

  #read(name: string): ServiceModel | undefined {
    const folder = join(this.#folder, name);
    if (!/^[a-z0-9.-]+$/.test(name) || !existsSync(folder)) return undefined;
    const newest = readdirSync(folder).sort().at(-1);
    const file = join(folder, newest ?? '', 'service-2.json.gz');
    if (!existsSync(file)) return undefined;
    return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as ServiceModel;
  }
}

/** The protocol that the sandbox itself speaks to a service: the first listed one that its codec has. */
export function protocolOf(model: ServiceModel): Protocol {
  const listed = [...(model.metadata.protocols ?? []), model.metadata.protocol];
  const known = protocols.find((protocol) => listed.includes(protocol));
  if (!known)
    throw new Error(`${model.metadata.serviceId} speaks ${listed.join(', ')}, none of which is supported`);
  return known;
}

/** A reference with its shape's own traits; those of the reference win. */
export type Resolved = Shape & { readonly shape: string };

/** Looks a reference up in its model. */
export function resolve(model: ServiceModel, reference: ShapeReference): Resolved {
  const shape = model.shapes[reference.shape];
  if (!shape) throw new Error(`${model.metadata.serviceId} has no shape ${reference.shape}`);
  return { ...shape, ...reference };
}
