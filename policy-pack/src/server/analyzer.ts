import type {
  EnforcementLevel,
  PolicyPackArgs,
  PolicyPackConfig,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationArgs,
  StackValidation,
  StackValidationArgs,
} from '@pulumi/policy';
import type proto from '@pulumi/pulumi/proto/analyzer_pb.js';
import { answerOf } from './answer.ts';
import { Inapplicability, NotApplicable, notApplicable, throwNotApplicable } from './applicability.ts';
import { noSettings, policySettings, type Settings, stackTagsOf } from './configuration.ts';
import {
  isAbout,
  isPassedByStacks,
  isResourcePolicy,
  levelOf,
  remediationOf,
  type ServedPolicy,
  stackValidationOf,
  validationsOf,
  whyNotAboutOthers,
} from './policies.ts';
import type { DescribedResource, DescribedStackResource } from './messages.ts';
import {
  decodedProperties,
  optionsOf,
  Providers,
  providerOf,
  SharedResource,
  StackInputs,
  stackOf,
  typeTests,
} from './resources.ts';
import { type OwnArguments, ValidationArguments } from './validation-arguments.ts';
import { type Diagnostic, messages, properties, protocol, type Remedy, unknowns } from './sdk.ts';

/** A policy with one of its functions, at the level that is configured. */
interface Asked<F> {
  readonly policy: ServedPolicy;
  readonly level: EnforcementLevel;
  readonly ask: F;
}

/** The policies that are asked about resources of a type, and what is said of all others, encoded once. */
interface Plan<F> {
  readonly asked: readonly Asked<F>[];
  readonly others: readonly proto.PolicyNotApplicable[];
  readonly encodedOthers: Uint8Array;
}

/** A pack that is served. */
export interface ServedPack {
  readonly name: string;
  /** As `package.json` has it. */
  readonly version: string;
  readonly args: PolicyPackArgs;
  readonly initialConfig?: PolicyPackConfig;
}

/**
 * Answers the engine for the policies of a pack. It says what the server of `@pulumi/policy` says, with three differences.
 *
 * - That server decodes a resource again for each policy, and a whole stack again for each stack policy; with a hundred
 *   and more policies this is nearly all of its time. Here each is decoded once, and only if a policy asks.
 * - A policy that throws ends the whole analysis there. Here it is a mandatory violation of that policy, which names
 *   the error, and the others are still asked.
 * - A policy that judges resources and the stack is one of resources there: the engine is told with each resource that it is not
 *   about it. Here it is one of stacks ({@link isPassedByStacks}).
 */
export class Analyzer {
  readonly #pack: ServedPack;
  readonly #ofPack: EnforcementLevel;
  #settings: Settings = noSettings;
  #ownArguments = new Map<ServedPolicy, OwnArguments>();
  readonly #providers = new Providers();
  readonly #inapplicable = new Inapplicability();
  #validations = new Map<string, Plan<ResourceValidation>>();
  #remediations = new Map<string, Plan<ResourceRemediation>>();
  /** By URN, as the stack tells a resource's outputs. */
  readonly #inputs = new Map<string, StackInputs>();

  constructor(pack: ServedPack) {
    this.#pack = pack;
    this.#ofPack = pack.args.enforcementLevel ?? 'advisory';
  }

  /** What the pack says of itself. */
  info(): proto.AnalyzerInfo {
    const { name, version, args, initialConfig } = this.#pack;
    const info = protocol.makeAnalyzerInfo(name, version, this.#ofPack, args, initialConfig);
    for (const [index, told] of info.getPoliciesList().entries()) {
      const policy = args.policies[index];
      if (policy !== undefined && isPassedByStacks(policy))
        told.setPolicyType(messages.PolicyType.POLICY_TYPE_STACK);
    }
    return info;
  }

  configure(request: proto.ConfigureAnalyzerRequest): void {
    this.#settings = { ...this.#settings, policies: policySettings(request) };
    this.#validations = new Map();
    this.#remediations = new Map();
    this.#ownArguments = new Map();
  }

  configureStack(request: proto.AnalyzerStackConfigureRequest): void {
    this.#settings = { ...this.#settings, stackTags: stackTagsOf(request) };
    this.#ownArguments = new Map();
  }

  /** Judges a resource by its inputs; the answer is encoded. */
  async analyze(request: DescribedResource): Promise<Uint8Array> {
    this.#inputs.set(request.urn, new StackInputs(request));
    const { asked, encodedOthers } = this.#validationsOf(request.type);
    if (asked.length === 0) return encodedOthers;
    const diagnostics: Diagnostic[] = [];
    const inapplicable: Uint8Array[] = [];
    const resource = new SharedResource(request, this.#providers);
    for (const { policy, level, ask } of asked) {
      const args = new ValidationArguments(resource, this.#own(policy));
      const answering = this.#judge(policy, level, diagnostics, inapplicable, (report) => ask(args, report));
      if (answering !== undefined) await answering;
    }
    return answerOf(diagnostics, [...inapplicable, encodedOthers]);
  }

  /** Judges a stack by the outputs of its resources. */
  async analyzeStack(described: readonly DescribedStackResource[]): Promise<Uint8Array> {
    const diagnostics: Diagnostic[] = [];
    const inapplicable: Uint8Array[] = [];
    const types = new Set(described.map(({ type }) => type));
    const asked = this.#stackValidations();
    let resources: StackValidationArgs['resources'] | undefined;
    for (const { policy, level, ask } of asked) {
      const reason = whyNotInStack(types, ask);
      if (reason !== undefined) {
        inapplicable.push(this.#inapplicable.of(policy.name, reason));
        continue;
      }
      resources ??= stackOf(described, this.#inputs);
      const args: StackValidationArgs = { resources, ...this.#own(policy) };
      const answering = this.#judge(policy, level, diagnostics, inapplicable, (report) => ask(args, report));
      if (answering !== undefined) await answering;
    }
    return answerOf(diagnostics, inapplicable);
  }

  /** Lets each remediation that is switched on change a resource, one after the other. */
  async remediate(request: DescribedResource): Promise<Uint8Array> {
    const { type, urn, name } = request;
    const { asked, others } = this.#remediationsOf(type);
    const remedies: Remedy[] = [];
    const inapplicable = [...others];
    if (asked.length > 0) {
      const provider = providerOf(request, this.#providers);
      let props = unknowns.unknownCheckingProxy(decodedProperties(request.properties, true));
      for (const { policy, ask } of asked) {
        const args = {
          type,
          urn,
          name,
          opts: optionsOf(request),
          props,
          ...typeTests(type, () => props),
          ...(provider === undefined ? {} : { provider }),
          ...this.#own(policy),
        } as ResourceValidationArgs;
        const said = { ...this.#signed(policy), description: policy.description };
        try {
          const changed = await ask(args);
          if (!changed) continue;
          props = changed;
          remedies.push({ ...said, properties: await properties.serializeProperties(changed) });
        } catch (error) {
          if (error instanceof NotApplicable) inapplicable.push(notApplicable(policy.name, error.reason));
          else if (error instanceof unknowns.UnknownValueError) {
            remedies.push({ ...said, diagnostic: this.#whyUnknown('remediation', policy, error) });
          } else remedies.push({ ...said, diagnostic: this.#whyThrown('remediation', policy, error) });
        }
      }
    }
    return protocol.makeRemediateResponse(remedies, inapplicable).serializeBinary();
  }

  /**
   * Asks one function of a policy, and notes what it reports or why it could not judge.
   * @returns what to wait for; most policies answer at once.
   */
  #judge(
    policy: ServedPolicy,
    level: EnforcementLevel,
    diagnostics: Diagnostic[],
    inapplicable: Uint8Array[],
    ask: (
      report: (message: string | Partial<ServedPolicy & ReportedViolation>, urn?: string) => void,
    ) => unknown,
  ): Promise<void> | undefined {
    const { description, severity } = policy;
    const sign = () => ({ ...this.#signed(policy), description, severity });
    const noteFailure = (error: unknown) => {
      if (error instanceof NotApplicable) inapplicable.push(this.#inapplicable.of(policy.name, error.reason));
      else if (error instanceof unknowns.UnknownValueError) {
        const message = this.#whyUnknown('policy', policy, error);
        diagnostics.push({ ...sign(), message, enforcementLevel: 'advisory' });
      } else {
        const message = this.#whyThrown('policy', policy, error);
        diagnostics.push({ ...sign(), message, enforcementLevel: 'mandatory' });
      }
    };
    try {
      const asked = ask((said, urn) => {
        const signed = sign();
        if (typeof said === 'string' || said === undefined) {
          const message = said ? `${description}\n${said}` : description;
          diagnostics.push({ ...signed, message, urn, enforcementLevel: level });
          return;
        }
        // A policy may report in the name of another one, as it may to the SDK's server.
        diagnostics.push({
          ...signed,
          policyName: said.name || policy.name,
          message: said.message || said.description || description,
          urn: said.urn,
          description: said.description || description,
          enforcementLevel: said.enforcementLevel || level,
          severity: said.severity || severity,
        });
      });
      const isPromised = typeof (asked as PromiseLike<unknown> | undefined)?.then === 'function';
      return isPromised ? Promise.resolve(asked).then(() => {}, noteFailure) : undefined;
    } catch (error) {
      noteFailure(error);
      return undefined;
    }
  }

  #signed({ name }: ServedPolicy) {
    return { policyName: name, policyPackName: this.#pack.name, policyPackVersion: this.#pack.version };
  }

  #origin(kind: string, policy: ServedPolicy): string {
    return `${kind} '${policy.name}' from policy pack '${this.#pack.name}@v${this.#pack.version}'`;
  }

  #whyUnknown(kind: string, policy: ServedPolicy, error: Error): string {
    return `can't run ${this.#origin(kind, policy)} during preview: ${error.message}`;
  }

  #whyThrown(kind: string, policy: ServedPolicy, error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    return `${this.#origin(kind, policy)} failed and judged nothing, which counts as a violation: ${message}`;
  }

  /** What only this policy is handed. */
  #own(policy: ServedPolicy): OwnArguments {
    const known = this.#ownArguments.get(policy);
    if (known !== undefined) return known;
    const { stackTags, policies } = this.#settings;
    const own = {
      stackTags,
      getConfig: <T extends object>() => ({ ...policies.get(policy.name)?.values }) as T,
      notApplicable: throwNotApplicable,
    };
    this.#ownArguments.set(policy, own);
    return own;
  }

  #levelOf(policy: ServedPolicy): EnforcementLevel {
    return levelOf(policy, this.#settings.policies.get(policy.name)?.level, this.#ofPack);
  }

  #stackValidations(): Asked<StackValidation>[] {
    return this.#pack.args.policies.flatMap((policy) => {
      const ask = stackValidationOf(policy);
      const level = this.#levelOf(policy);
      return ask === undefined || level === 'disabled' ? [] : [{ policy, level: blocking(level), ask }];
    });
  }

  #validationsOf(type: string): Plan<ResourceValidation> {
    return planned(this.#validations, type, () =>
      this.#plan(
        type,
        (level) => level !== 'disabled',
        validationsOf,
        'Policy does not implement validateResource',
      ),
    );
  }

  #remediationsOf(type: string): Plan<ResourceRemediation> {
    return planned(this.#remediations, type, () =>
      this.#plan(
        type,
        (level) => level === 'remediate',
        (policy) => remediationOf(policy) ?? [],
        'Policy does not implement remediateResource',
      ),
    );
  }

  #plan<F extends ResourceValidation | ResourceRemediation>(
    type: string,
    isOn: (level: EnforcementLevel) => boolean,
    functionsOf: (policy: ServedPolicy) => F | readonly F[],
    without: string,
  ): Plan<F> {
    const asked: Asked<F>[] = [];
    const others: proto.PolicyNotApplicable[] = [];
    for (const policy of this.#pack.args.policies) {
      const level = this.#levelOf(policy);
      if (!isOn(level) || !isResourcePolicy(policy)) continue;
      const functions = [functionsOf(policy)].flat() as F[];
      const about = functions.filter((ask) => isAbout(type, ask));
      asked.push(...about.map((ask) => ({ policy, level: blocking(level), ask })));
      if (isPassedByStacks(policy)) continue;
      if (functions.length === 0) others.push(notApplicable(policy.name, without));
      for (const ask of functions) {
        if (!about.includes(ask)) others.push(notApplicable(policy.name, whyNotAboutOthers(ask)));
      }
    }
    return { asked, others, encodedOthers: protocol.makeAnalyzeResponse([], others).serializeBinary() };
  }
}

/** A violation that an object describes, rather than a text. */
interface ReportedViolation {
  readonly message: string;
  readonly urn: string;
}

/** A remediation that left a violation behind could not help it: the violation blocks. */
function blocking(level: EnforcementLevel): EnforcementLevel {
  return level === 'remediate' ? 'mandatory' : level;
}

function planned<F>(plans: Map<string, Plan<F>>, type: string, make: () => Plan<F>): Plan<F> {
  const known = plans.get(type);
  if (known !== undefined) return known;
  const plan = make();
  plans.set(type, plan);
  return plan;
}

/** Why a policy of stacks is not asked about one without any resource of its types. */
function whyNotInStack(types: ReadonlySet<string>, ask: object): string | undefined {
  const { pulumiTypes, __pulumiType: only } = ask as {
    pulumiTypes?: readonly string[];
    __pulumiType?: string;
  };
  const about = pulumiTypes ?? (only ? [only] : undefined);
  if (about === undefined || about.some((type) => types.has(type))) return undefined;
  return `Policy only applies to resources of type '${about.join("', '")}'`;
}
