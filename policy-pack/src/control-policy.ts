import type {
  EnforcementLevel,
  PolicyComplianceFramework,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from '@pulumi/policy';
import { type Control, mappingsOf } from '@trailguard/controls';
import type { ExceptedResult } from '@trailguard/controls/exceptions';
import type { Ledger } from './exceptions/ledger.ts';
import { advise } from './exceptions/policy.ts';
import { configSchemaOf, configurationFrom } from './configuration.ts';
import { fromValidation } from './policy-arguments.ts';
import { policyNameOf } from './policy-name.ts';
import { apply, type Remediation, settingsOf } from './remediation/index.ts';
import { aloneIn, wholeIn } from './seen.ts';
import { aboutTypes } from './server/index.ts';
import type { Undecided } from './undecided.ts';
import { type Violation, violationOf } from './violation.ts';

/** What the policies of a pack have in common. */
export interface PolicyContext {
  readonly level: EnforcementLevel;
  readonly ledger: Ledger;
  readonly undecided: Undecided;
  /** By control id; a control without one cannot be remediated. */
  readonly remediations: Readonly<Record<string, Remediation>>;
}

/** A policy that judges single resources, the whole stack, or both. */
export type ControlPolicy = ResourceValidationPolicy | StackValidationPolicy;

/**
 * The CrossGuard policy of a control.
 *
 * What one resource shows by itself is reported on that resource, so that a mandatory violation keeps it from being
 * created; what takes several resources is reported when the whole stack is known, and then without the findings
 * that were reported on a resource already.
 */
export function controlPolicy(control: Control, context: PolicyContext): ControlPolicy {
  const reported = new Set<string>();
  const { policies } = control;
  const framework = frameworkOf(control);
  const { level } = context;
  const remediation = Object.hasOwn(context.remediations, control.id)
    ? context.remediations[control.id]
    : undefined;
  return {
    name: policyNameOf(control),
    displayName: `${control.id} ${control.title}`,
    description: control.intent,
    severity: control.severity,
    enforcementLevel: level,
    configSchema: configSchemaOf(control, remediation),
    remediationSteps: control.fix,
    url: control.url,
    tags: mappingsOf(control.id).flatMap(({ framework: { id }, ids }) => ids.map((item) => `${id}:${item}`)),
    ...(framework === undefined ? {} : { framework }),
    ...(policies.includes('resource')
      ? { validateResource: validateResource(control, context, reported) }
      : {}),
    ...(policies.includes('stack') ? { validateStack: validateStack(control, context, reported) } : {}),
    ...(remediation === undefined ? {} : { remediateResource: remediateResource(control, remediation) }),
  } as ControlPolicy;
}

/** The one framework that Pulumi shows beside a policy: the newest CIS benchmark that has it, else the first one. */
function frameworkOf({ id }: Control): PolicyComplianceFramework | undefined {
  const mappings = mappingsOf(id);
  const benchmark = mappings.findLast(({ framework }) => framework.id.startsWith('cis-aws-')) ?? mappings[0];
  if (benchmark === undefined) return undefined;
  const { framework, ids } = benchmark;
  return {
    name: framework.name,
    version: framework.edition,
    reference: ids.join(', '),
    specification: framework.url,
  };
}

function validateResource(
  control: Control,
  { ledger, undecided }: PolicyContext,
  reported: Set<string>,
): ResourceValidation {
  const isAlone = !control.policies.includes('stack');
  return aboutTypes(control.pulumiTypes, (args, report) => {
    if (!control.pulumiTypes.includes(args.type))
      args.notApplicable(`${control.id} is not about ${args.type}`);
    reported.delete(args.urn);
    const configuration = configurationFrom(args.getConfig);
    if (isAlone) undecided.ask(control, configuration);
    const results = ledger.apply(aloneIn(args).resultsOf(control, configuration));
    const violations = violationsOf(control, results);
    for (const { message, isWaived } of violations) {
      reported.add(args.urn);
      if (isWaived) advise(report, message);
      else report(message);
    }
    if (isAlone && violations.length === 0) refusePassing(results, args.notApplicable);
  });
}

function validateStack(
  control: Control,
  { ledger, undecided }: PolicyContext,
  reported: ReadonlySet<string>,
): StackValidation {
  return (args, report) => {
    const results = wholeIn(args).resultsOf(control, configurationFrom(args.getConfig));
    undecided.note(results);
    const violations = violationsOf(control, ledger.apply(results)).filter(
      ({ urn }) => urn === undefined || !reported.has(urn),
    );
    for (const { message, urn, isWaived } of violations) {
      if (isWaived) advise(report, message, urn);
      else report(message, urn);
    }
    if (violations.length === 0) refusePassing(results, args.notApplicable);
  };
}

/**
 * To the engine a policy that reports nothing has passed: one that did not find compliant whatever the program declares does not
 * apply instead. That the rest of the world is not in the program takes nothing from that.
 */
function refusePassing(results: readonly ExceptedResult[], notApplicable: (reason?: string) => never): void {
  const verdicts = results.map(({ verdict }) => verdict);
  const isOpen = verdicts.some((one) => one.status === 'unknown' && one.because.unknown !== 'open-world');
  if (isOpen) notApplicable('It rests on what is not known yet');
  if (verdicts.some(({ status }) => status === 'fail' || status === 'waived'))
    notApplicable('It was reported on the resources');
  if (!verdicts.some(({ status }) => status === 'pass')) notApplicable('Nothing that it judges is declared');
}

/** Violations of a control, those that are waived among them. */
function violationsOf(control: Control, results: readonly ExceptedResult[]): readonly Violation[] {
  return results.flatMap((result) => violationOf(control, result) ?? []);
}

function remediateResource(control: Control, of: Remediation): ResourceRemediation {
  const { types } = of;
  return aboutTypes(types, (args) => {
    if (!types.includes(args.type)) return undefined;
    const { get } = fromValidation(args);
    const { parameters, lens, remediation } = configurationFrom(args.getConfig);
    const settings = settingsOf(
      of,
      { type: args.type, read: get },
      {
        parameters: { ...control.parameters, ...parameters },
        logBuckets: lens.logBuckets ?? [],
        values: remediation,
      },
    );
    if (settings.length === 0) return undefined;
    apply(args.props, settings);
    return args.props;
  });
}
