import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import grpc from '@pulumi/pulumi/proto/analyzer_grpc_pb.js';
import proto from '@pulumi/pulumi/proto/analyzer_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import {
  type PolicyDescription,
  type PolicySettings,
  readPolicyConfig,
  resolvePolicyConfig,
} from './policy-config.ts';
import { latePackages } from '../program/late-packages.ts';
import { levelNames } from './policy-messages.ts';
import { endWithParent, type PluginProcess, startPlugin } from './process.ts';
import {
  call,
  channelOptions,
  fromStruct,
  insecure,
  isUnimplemented,
  toStruct,
  type UnaryMethod,
} from './rpc.ts';

/** A pack as the command line names it. */
export interface PolicyPackSource {
  /** Folder, as given. */
  path: string;
  /** File with the policies' levels and settings. */
  config: string | undefined;
}

/** Which policies were content with a resource, or with the stack, and which not. */
export interface PolicySummary {
  kind: 'remediate' | 'analyze' | 'stack';
  policyPackName: string;
  policyPackVersion: string;
  resourceUrn: string;
  passed: string[];
  failed: string[];
}

/** What a pack is told about the run. */
export interface PolicyEnvironment {
  project: string;
  stack: string;
  preview: boolean;
  /** By full key; secrets in plain text, named in `secretKeys`. */
  config: Record<string, string>;
  secretKeys: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  engineAddress: string;
  onLine: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** Settings in a file that do not fit what the policies ask for. */
export class PolicyConfigError extends Error {
  /** One line for each pack and fault. */
  readonly faults: string;
  constructor(faults: string) {
    super('validating policy config');
    this.name = 'PolicyConfigError';
    this.faults = faults;
  }
}

/** One running policy pack. */
export class PolicyPack {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly #client: grpc.AnalyzerClient;
  readonly #process: PluginProcess;
  /** Names of the policies that are enabled, in order. */
  readonly #names: { readonly ofResources: readonly string[]; readonly ofStack: readonly string[] };

  private constructor(
    path: string,
    client: grpc.AnalyzerClient,
    process: PluginProcess,
    info: proto.AnalyzerInfo,
    settings: Record<string, PolicySettings>,
  ) {
    this.path = path;
    this.name = info.getName();
    this.version = info.getVersion();
    this.#client = client;
    this.#process = process;
    const enabled = info
      .getPoliciesList()
      .map(descriptionOf)
      .filter(({ name }) => settings[name]?.enforcementLevel !== 'disabled');
    const namesFor = (forStack: boolean) =>
      enabled
        .filter((policy) => policy.forStack === forStack)
        .map(({ name }) => name)
        .sort();
    this.#names = { ofResources: namesFor(false), ofStack: namesFor(true) };
  }

  static async start(source: PolicyPackSource, environment: PolicyEnvironment): Promise<PolicyPack> {
    const process = await startPack(source.path, environment);
    const client = new grpc.AnalyzerClient(process.address, insecure, channelOptions);
    try {
      await greet(client, environment);
      const info = await call(client, client.getAnalyzerInfo, new empty.Empty());
      const settings = await settingsOf(info, source);
      await configure(client, settings);
      return new PolicyPack(source.path, client, process, info, settings);
    } catch (error) {
      client.close();
      await process.stop();
      throw error;
    }
  }

  remediate(request: proto.AnalyzeRequest): Promise<proto.RemediateResponse> {
    return this.#call(this.#client.remediate, request);
  }

  analyze(request: proto.AnalyzeRequest): Promise<proto.AnalyzeResponse> {
    return this.#call(this.#client.analyze, request);
  }

  analyzeStack(request: proto.AnalyzeStackRequest): Promise<proto.AnalyzeResponse> {
    return this.#call(this.#client.analyzeStack, request);
  }

  /** Which enabled policies passed, given those that failed and those that the pack said not to apply. */
  summary(
    kind: PolicySummary['kind'],
    resourceUrn: string,
    failed: ReadonlySet<string>,
    notApplicable: readonly proto.PolicyNotApplicable[],
  ): PolicySummary {
    const others = new Set([...failed, ...notApplicable.map((one) => one.getPolicyName())]);
    const names = kind === 'stack' ? this.#names.ofStack : this.#names.ofResources;
    return {
      kind,
      policyPackName: this.name,
      policyPackVersion: this.version,
      resourceUrn,
      passed: names.filter((name) => !others.has(name)),
      failed: [...failed].sort(),
    };
  }

  async close(): Promise<void> {
    this.#client.close();
    await this.#process.stop();
  }

  async #call<Request, Response>(
    method: UnaryMethod<Request, Response>,
    request: Request,
  ): Promise<Response> {
    try {
      return await call(this.#client, method, request);
    } catch (cause) {
      const exit = await this.#process.exitSoon();
      const reason = exit
        ? `its process ${exit}`
        : ((cause as { details?: string }).details ?? String(cause));
      throw new Error(`policy pack '${this.name}' failed: ${reason}`, { cause });
    }
  }
}

async function startPack(path: string, environment: PolicyEnvironment): Promise<PluginProcess> {
  const folder = resolve(environment.cwd, path);
  const label = `policy pack '${basename(folder)}'`;
  const { project, stack, preview, config } = environment;
  const settings = { ORGANIZATION: 'organization', PROJECT: project, STACK: stack, DRY_RUN: String(preview) };
  const named = Object.entries(settings).flatMap(([key, value]) => [
    [`PULUMI_${key}`, value],
    [`PULUMI_NODEJS_${key}`, value],
  ]);
  return startPlugin({
    label,
    command: process.execPath,
    args: [
      ...['--import', endWithParent, ...latePackages],
      ...programOf(folder, label, environment.engineAddress),
    ],
    cwd: folder,
    env: { ...environment.env, ...Object.fromEntries(named), PULUMI_CONFIG: JSON.stringify(config) },
    onLine: environment.onLine,
  });
}

/**
 * What Node is to run: a pack in JavaScript itself, any other by the SDK's own runner. That loads the compiler of TypeScript before the
 * pack, which takes longer than all else that starts with it.
 */
function programOf(folder: string, label: string, engineAddress: string): string[] {
  const isJavaScript = /\.[cm]?js$/.test(mainOf(folder) ?? '');
  return isJavaScript ? [folder] : [runnerOf(folder, label), engineAddress, '.'];
}

/** File that is a pack, as `require` finds it; none where that takes the compiler. */
function mainOf(folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'package.json')).resolve(folder);
  } catch {
    return undefined;
  }
}

/** The SDK's own runner of packs, as the pack's folder finds it. */
function runnerOf(folder: string, label: string): string {
  const runner = '@pulumi/pulumi/cmd/run-policy-pack/index.js';
  const fromPack = createRequire(join(folder, 'package.json'));
  try {
    return fromPack.resolve(runner);
  } catch {
    // A pack may have the SDK only through @pulumi/policy.
  }
  try {
    return createRequire(fromPack.resolve('@pulumi/policy')).resolve(runner);
  } catch (cause) {
    throw new Error(`${label} cannot be started: @pulumi/policy is not installed in ${folder}`, { cause });
  }
}

async function greet(client: grpc.AnalyzerClient, environment: PolicyEnvironment): Promise<void> {
  const handshake = new proto.AnalyzerHandshakeRequest();
  handshake.setEngineAddress(environment.engineAddress);
  handshake.setRootDirectory(environment.cwd);
  handshake.setProgramDirectory(environment.cwd);
  const stack = new proto.AnalyzerStackConfigureRequest();
  stack.setStack(environment.stack);
  stack.setProject(environment.project);
  stack.setOrganization('organization');
  stack.setDryRun(environment.preview);
  stack.setConfigSecretKeysList(environment.secretKeys);
  for (const [key, value] of Object.entries(environment.config)) stack.getConfigMap().set(key, value);
  for (const greeting of [
    call(client, client.handshake, handshake),
    call(client, client.configureStack, stack),
  ]) {
    // Packs built with older SDKs know neither.
    await greeting.catch((error: unknown) => {
      if (!isUnimplemented(error)) throw error;
    });
  }
}

async function settingsOf(
  info: proto.AnalyzerInfo,
  source: PolicyPackSource,
): Promise<Record<string, PolicySettings>> {
  const initial: Record<string, Partial<PolicySettings>> = {};
  for (const [name, config] of info.getInitialconfigMap().entries() as Iterable<
    [string, proto.PolicyConfig]
  >) {
    initial[name] = {
      enforcementLevel: levelNames[config.getEnforcementlevel()] ?? 'advisory',
      properties: fromStruct(config.getProperties()),
    };
  }
  const configured = source.config ? await readPolicyConfig(source.config) : {};
  const { settings, faults } = resolvePolicyConfig(
    info.getPoliciesList().map(descriptionOf),
    initial,
    configured,
  );
  if (faults.length) {
    throw new PolicyConfigError(
      faults.map((fault) => `${info.getName()} ${info.getVersion()}  ${fault}`).join('\n'),
    );
  }
  return settings;
}

async function configure(
  client: grpc.AnalyzerClient,
  settings: Record<string, PolicySettings>,
): Promise<void> {
  const request = new proto.ConfigureAnalyzerRequest();
  for (const [name, { enforcementLevel, properties }] of Object.entries(settings)) {
    const config = new proto.PolicyConfig();
    config.setEnforcementlevel(levelNames.indexOf(enforcementLevel) as proto.EnforcementLevel);
    config.setProperties(toStruct(properties));
    request.getPolicyconfigMap().set(name, config);
  }
  await call(client, client.configure, request);
}

function descriptionOf(policy: proto.PolicyInfo): PolicyDescription {
  const schema = policy.getConfigschema();
  return {
    name: policy.getName(),
    enforcementLevel: levelNames[policy.getEnforcementlevel()] ?? 'advisory',
    forStack: policy.getPolicyType() === proto.PolicyType.POLICY_TYPE_STACK,
    schema: schema && { properties: fromStruct(schema.getProperties()), required: schema.getRequiredList() },
  };
}
