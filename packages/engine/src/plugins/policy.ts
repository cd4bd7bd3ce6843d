import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import grpc from '@pulumi/pulumi/proto/analyzer_grpc_pb.js';
import proto from '@pulumi/pulumi/proto/analyzer_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { PropertyMap } from '../resource/properties.ts';
import type { Goal, ResourceState } from '../resource/state.ts';
import { nameOfUrn } from '../resource/urn.ts';
import {
  type EnforcementLevel,
  type PolicyDescription,
  type PolicySettings,
  readPolicyConfig,
  resolvePolicyConfig,
} from './policy-config.ts';
import { type PluginProcess, startPlugin } from './process.ts';
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

/** Who found what. */
export interface PolicyFinding {
  policyPackName: string;
  policyPackVersion: string;
  policyName: string;
  description: string;
  message: string;
  enforcementLevel: EnforcementLevel;
  /** The resource it is about; empty for the whole stack. */
  urn: string;
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

/** What policies report while they run. */
export interface PolicyReporter {
  violation(urn: string, finding: PolicyFinding): void;
  remediation(urn: string, finding: PolicyFinding, before: PropertyMap, after: PropertyMap): void;
  summary(summary: PolicySummary): void;
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

const levelNames: readonly EnforcementLevel[] = ['advisory', 'mandatory', 'disabled', 'remediate'];

/** One running policy pack. */
class PolicyPack {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly #client: grpc.AnalyzerClient;
  readonly #process: PluginProcess;
  readonly #policies: PolicyDescription[];
  readonly #settings: Record<string, PolicySettings>;

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
    this.#policies = info.getPoliciesList().map(descriptionOf);
    this.#settings = settings;
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

  /** Which enabled policies passed, given those that failed. */
  summary(kind: PolicySummary['kind'], resourceUrn: string, failed: ReadonlySet<string>): PolicySummary {
    const names = this.#policies
      .filter(
        (policy) =>
          policy.forStack === (kind === 'stack') &&
          this.#settings[policy.name]?.enforcementLevel !== 'disabled',
      )
      .map((policy) => policy.name)
      .sort();
    return {
      kind,
      policyPackName: this.name,
      policyPackVersion: this.version,
      resourceUrn,
      passed: names.filter((name) => !failed.has(name)),
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

/** Runs the packs over every resource before its step and over all of them at the end. */
export class PolicyRunner {
  readonly #packs: PolicyPack[];
  readonly #report: PolicyReporter;
  readonly #goals = new Map<string, Goal>();

  private constructor(packs: PolicyPack[], report: PolicyReporter) {
    this.#packs = packs;
    this.#report = report;
  }

  /** Starts the packs. Throws {@link PolicyConfigError}, or the reason why a pack does not start; then none runs. */
  static async start(
    sources: PolicyPackSource[],
    environment: PolicyEnvironment,
    report: PolicyReporter,
  ): Promise<PolicyRunner> {
    const started = await Promise.allSettled(sources.map((source) => PolicyPack.start(source, environment)));
    const packs = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const failed = started.find((result) => result.status === 'rejected');
    if (failed) {
      await Promise.all(packs.map((pack) => pack.close()));
      throw failed.reason;
    }
    return new PolicyRunner(packs, report);
  }

  /** The packs that run. */
  get packs(): { name: string; version: string; path: string }[] {
    return this.#packs;
  }

  /** Versions by pack, named as in the summary event. */
  get versions(): Record<string, string> {
    return Object.fromEntries(this.#packs.map((pack) => [`${pack.name}|local|${pack.path}`, pack.version]));
  }

  /**
   * Remediates, then analyzes a resource. Answers the inputs to go on with and whether a mandatory policy is violated.
   * Throws when a policy cannot be run: then nothing is known to be allowed.
   */
  async checkResource(
    state: ResourceState,
    goal: Goal,
    provider: ResourceState | undefined,
  ): Promise<{ inputs: PropertyMap; violated: boolean }> {
    this.#goals.set(state.urn, goal);
    let { inputs } = state;
    for (const pack of this.#packs)
      inputs = await this.#remediate(pack, { ...state, inputs }, goal, provider);
    let violated = false;
    for (const pack of this.#packs) {
      const response = await pack.analyze(requestOf({ ...state, inputs }, goal, provider));
      const findings = response.getDiagnosticsList().map((diagnostic) => findingOf(diagnostic, state.urn));
      for (const finding of findings) this.#report.violation(state.urn, finding);
      violated ||= findings.some((finding) => finding.enforcementLevel === 'mandatory');
      this.#report.summary(
        pack.summary('analyze', state.urn, new Set(findings.map((finding) => finding.policyName))),
      );
    }
    return { inputs, violated };
  }

  /** Judges all resources together, by their outputs. Answers whether a mandatory policy is violated. */
  async checkStack(states: ResourceState[], rootUrn: string): Promise<boolean> {
    let violated = false;
    for (const pack of this.#packs) {
      const request = new proto.AnalyzeStackRequest();
      request.setResourcesList(states.map((state) => this.#stackResource(state, states)));
      const findings = (await pack.analyzeStack(request))
        .getDiagnosticsList()
        .map((diagnostic) => findingOf(diagnostic, ''));
      for (const finding of findings) this.#report.violation(finding.urn || rootUrn, finding);
      violated ||= findings.some((finding) => finding.enforcementLevel === 'mandatory');
      this.#report.summary(pack.summary('stack', '', new Set(findings.map((finding) => finding.policyName))));
    }
    return violated;
  }

  async close(): Promise<void> {
    await Promise.all(this.#packs.map((pack) => pack.close()));
  }

  async #remediate(
    pack: PolicyPack,
    state: ResourceState,
    goal: Goal,
    provider: ResourceState | undefined,
  ): Promise<PropertyMap> {
    let { inputs } = state;
    const failed = new Set<string>();
    for (const remediation of (
      await pack.remediate(requestOf(state, goal, provider))
    ).getRemediationsList()) {
      const finding = {
        policyPackName: remediation.getPolicypackname(),
        policyPackVersion: remediation.getPolicypackversion(),
        policyName: remediation.getPolicyname(),
        description: remediation.getDescription(),
        message: remediation.getDiagnostic(),
        enforcementLevel: 'remediate' as EnforcementLevel,
        urn: state.urn,
      };
      if (finding.message) {
        this.#report.violation(state.urn, { ...finding, enforcementLevel: 'advisory' });
        continue;
      }
      if (!remediation.hasProperties()) continue;
      const after = fromStruct(remediation.getProperties());
      failed.add(finding.policyName);
      this.#report.remediation(state.urn, finding, inputs, after);
      inputs = after;
    }
    this.#report.summary(pack.summary('remediate', state.urn, failed));
    return inputs;
  }

  #stackResource(state: ResourceState, states: ResourceState[]): proto.AnalyzerResource {
    const provider = states.find((candidate) => `${candidate.urn}::${candidate.id}` === state.provider);
    const resource = new proto.AnalyzerResource();
    resource.setType(state.type);
    resource.setUrn(state.urn);
    resource.setName(nameOfUrn(state.urn));
    resource.setProperties(toStruct(state.outputs));
    resource.setOptions(optionsOf(state, this.#goals.get(state.urn)));
    resource.setParent(state.parent);
    resource.setDependenciesList(state.dependencies);
    for (const [key, urns] of Object.entries(state.propertyDependencies)) {
      const dependencies = new proto.AnalyzerPropertyDependencies();
      dependencies.setUrnsList(urns);
      resource.getPropertydependenciesMap().set(key, dependencies);
    }
    if (provider) resource.setProvider(providerOf(provider));
    return resource;
  }
}

/** What ends a pack whose engine was killed. */
const endWithParent = new URL('./end-with-parent.ts', import.meta.url).href;

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
    args: ['--import', endWithParent, runnerOf(folder, label), environment.engineAddress, '.'],
    cwd: folder,
    env: { ...environment.env, ...Object.fromEntries(named), PULUMI_CONFIG: JSON.stringify(config) },
    onLine: environment.onLine,
  });
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

function requestOf(
  state: ResourceState,
  goal: Goal,
  provider: ResourceState | undefined,
): proto.AnalyzeRequest {
  const request = new proto.AnalyzeRequest();
  request.setType(state.type);
  request.setUrn(state.urn);
  request.setName(nameOfUrn(state.urn));
  request.setProperties(toStruct(state.inputs));
  request.setOptions(optionsOf(state, goal));
  if (provider) request.setProvider(providerOf(provider));
  return request;
}

function optionsOf(state: ResourceState, goal: Goal | undefined): proto.AnalyzerResourceOptions {
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(state.protect);
  options.setIgnorechangesList(state.ignoreChanges);
  options.setDeletebeforereplace(goal?.deleteBeforeReplace ?? false);
  options.setDeletebeforereplacedefined(goal?.deleteBeforeReplace !== undefined);
  options.setAdditionalsecretoutputsList(state.additionalSecretOutputs);
  options.setAliasesList(goal?.aliases.flatMap((alias) => ('urn' in alias ? [alias.urn] : [])) ?? []);
  const timeouts = new proto.AnalyzerResourceOptions.CustomTimeouts();
  timeouts.setCreate(state.customTimeouts.create);
  timeouts.setUpdate(state.customTimeouts.update);
  timeouts.setDelete(state.customTimeouts.delete);
  options.setCustomtimeouts(timeouts);
  options.setParent(state.parent);
  return options;
}

function providerOf(state: ResourceState): proto.AnalyzerProviderResource {
  const provider = new proto.AnalyzerProviderResource();
  provider.setType(state.type);
  provider.setUrn(state.urn);
  provider.setName(nameOfUrn(state.urn));
  provider.setProperties(toStruct(state.inputs));
  return provider;
}

const findingOf = (diagnostic: proto.AnalyzeDiagnostic, urn: string): PolicyFinding => ({
  policyPackName: diagnostic.getPolicypackname(),
  policyPackVersion: diagnostic.getPolicypackversion(),
  policyName: diagnostic.getPolicyname(),
  description: diagnostic.getDescription(),
  message: diagnostic.getMessage(),
  enforcementLevel: levelNames[diagnostic.getEnforcementlevel()] ?? 'mandatory',
  urn: urn || diagnostic.getUrn(),
});
