import { createRequire } from 'node:module';
import type { EnforcementLevel, PolicyPackArgs, PolicyPackConfig, Severity } from '@pulumi/policy';
import type analyzer from '@pulumi/pulumi/proto/analyzer_pb.js';

/**
 * The parts of `@pulumi/policy` that this server shares with the SDK's own, so that a value, an unknown and a
 * diagnostic mean the same to both. The SDK exports them without types; its version is pinned, and
 * `server.test.ts` holds both servers to the same answers.
 */
const require = createRequire(import.meta.url);

/** A violation on its way to the engine. */
export interface Diagnostic {
  readonly policyName: string;
  readonly policyPackName: string;
  readonly policyPackVersion: string;
  readonly message: string;
  readonly urn?: string | undefined;
  readonly description: string;
  readonly enforcementLevel: EnforcementLevel;
  readonly severity?: Severity | undefined;
}

/** What a remediation made of a resource, or why it could not. */
export interface Remedy {
  readonly policyName: string;
  readonly policyPackName: string;
  readonly policyPackVersion: string;
  readonly description: string;
  readonly properties?: Record<string, unknown> | undefined;
  readonly diagnostic?: string | undefined;
}

interface ProtocolTools {
  makeAnalyzerInfo(
    name: string,
    version: string,
    level: EnforcementLevel,
    args: PolicyPackArgs,
    initialConfig?: PolicyPackConfig,
  ): analyzer.AnalyzerInfo;
  makeAnalyzeResponse(
    diagnostics: readonly Diagnostic[],
    notApplicable?: readonly analyzer.PolicyNotApplicable[],
  ): analyzer.AnalyzeResponse;
  makeRemediateResponse(
    remedies: readonly Remedy[],
    notApplicable?: readonly analyzer.PolicyNotApplicable[],
  ): analyzer.RemediateResponse;
  convertEnforcementLevel(level: number): EnforcementLevel;
}

interface PropertyTools {
  /** Properties in the SDK's form; secrets are wrapped when asked for, so that they survive the way back. */
  deserializeProperties(properties: unknown, proxySecrets: boolean): Record<string, unknown>;
  serializeProperties(properties: unknown): Promise<Record<string, unknown>>;
}

interface UnknownTools {
  /** Lets a policy read values; reading one that is not known yet throws {@link UnknownValueError}. */
  unknownCheckingProxy(properties: Record<string, unknown>): Record<string, unknown>;
  readonly UnknownValueError: new (...args: never[]) => Error;
  readonly getSpecialProxyTarget: string;
}

export const protocol: ProtocolTools = require('@pulumi/policy/protoutil.js');
export const properties: PropertyTools = require('@pulumi/policy/deserialize.js');
export const unknowns: UnknownTools = require('@pulumi/policy/proxy.js');
export const sdkVersion: string = require('@pulumi/policy/version.js').version;
export const messages: typeof analyzer = require('@pulumi/pulumi/proto/analyzer_pb.js');
export const pluginInfo: new () => { setVersion(version: string): void } =
  require('@pulumi/pulumi/proto/plugin_pb.js').PluginInfo;

/** gRPC itself, as the SDK loads it: two copies would not know each other's messages. */
export const grpc: typeof import('@grpc/grpc-js') = require('@grpc/grpc-js');

/** The analyzer's methods as gRPC serves them. */
export const service: Readonly<
  Record<
    string,
    {
      responseType: new () => object;
      requestDeserialize(message: Buffer): unknown;
      responseSerialize(message: unknown): Buffer;
    }
  >
> = require('@pulumi/pulumi/proto/analyzer_grpc_pb.js').AnalyzerService;
