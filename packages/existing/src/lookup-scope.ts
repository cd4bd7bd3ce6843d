import type { KMSClientConfig } from '@aws-sdk/client-kms';

/** Inputs of a resource, as its program gave them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** How AWS is asked. */
export interface AwsAccess {
  readonly region: string;
  /** Default: the SDK's own chain. */
  readonly credentials?: NonNullable<KMSClientConfig['credentials']>;
  /** URL of all services. Default: AWS's own, or what the environment says. */
  readonly endpoint?: string;
}

/** Where a resource is to be found. */
export interface LookupScope extends AwsAccess {
  /** Account of the resource's provider. */
  readonly accountId: string;
  readonly partition: string;
  /** Region of the resource. */
  readonly region: string;
  /** Physical ids of this type that the state holds already: none of them is looked for. */
  readonly known: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/** Configuration of an SDK client. */
export function clientOptions({ region, credentials, endpoint }: AwsAccess) {
  return {
    region,
    maxAttempts: 5,
    ...(credentials === undefined ? {} : { credentials }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

/** An input that is text and not empty. */
export function textOf(inputs: Inputs, name: string): string | undefined {
  const value = inputs[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
