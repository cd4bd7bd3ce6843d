import proto from '@pulumi/pulumi/proto/analyzer_pb.js';
import type { PropertyMap } from '../resource/properties.ts';
import type { Goal, ResourceState } from '../resource/state.ts';
import { nameOfUrn } from '../resource/urn.ts';
import type { EnforcementLevel } from './policy-config.ts';
import { findingOf, optionsOf, type PolicyFinding, providerOf, requestOf } from './policy-messages.ts';
import {
  type PolicyEnvironment,
  PolicyPack,
  type PolicyPackSource,
  type PolicySummary,
} from './policy-pack.ts';
import { fromStruct, toStruct } from './rpc.ts';

/** What policies report while they run. */
export interface PolicyReporter {
  violation(urn: string, finding: PolicyFinding): void;
  remediation(urn: string, finding: PolicyFinding, before: PropertyMap, after: PropertyMap): void;
  summary(summary: PolicySummary): void;
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
        pack.summary('analyze', state.urn, namesOf(findings), response.getNotApplicableList()),
      );
    }
    return { inputs, violated };
  }

  /** Judges all resources together, by their outputs. Answers whether a mandatory policy is violated. */
  async checkStack(states: ResourceState[], rootUrn: string): Promise<boolean> {
    let violated = false;
    const providers = new Map(states.map((state) => [`${state.urn}::${state.id}`, state]));
    for (const pack of this.#packs) {
      const request = new proto.AnalyzeStackRequest();
      request.setResourcesList(
        states.map((state) => this.#stackResource(state, providers.get(state.provider))),
      );
      const response = await pack.analyzeStack(request);
      const findings = response.getDiagnosticsList().map((diagnostic) => findingOf(diagnostic, ''));
      for (const finding of findings) this.#report.violation(finding.urn || rootUrn, finding);
      violated ||= findings.some((finding) => finding.enforcementLevel === 'mandatory');
      this.#report.summary(pack.summary('stack', '', namesOf(findings), response.getNotApplicableList()));
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
    const response = await pack.remediate(requestOf(state, goal, provider));
    for (const remediation of response.getRemediationsList()) {
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
    this.#report.summary(pack.summary('remediate', state.urn, failed, response.getNotApplicableList()));
    return inputs;
  }

  #stackResource(state: ResourceState, provider: ResourceState | undefined): proto.AnalyzerResource {
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

function namesOf(findings: readonly PolicyFinding[]): ReadonlySet<string> {
  return new Set(findings.map(({ policyName }) => policyName));
}
