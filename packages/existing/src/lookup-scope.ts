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
  /** How long AWS may say nothing, milliseconds. Default: {@link SilenceMilliseconds}. */
  readonly silenceMilliseconds?: number;
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

/** Longer than any call of ours takes to begin its answer, or pauses in it. */
const SilenceMilliseconds = 30_000;

/**
 * Configuration of an SDK client. By itself the SDK waits for ever for a connection that died without a word; with a limit it
 * asks again.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-smithy-node-http-handler/Interface/NodeHttpHandlerOptions/
 */
export function clientOptions({
  region,
  credentials,
  endpoint,
  silenceMilliseconds = SilenceMilliseconds,
}: AwsAccess) {
  return {
    region,
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 5_000, socketTimeout: silenceMilliseconds },
    ...(credentials === undefined ? {} : { credentials }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

/** An input that is text and not empty. */
export function textOf(inputs: Inputs, name: string): string | undefined {
  const value = inputs[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
