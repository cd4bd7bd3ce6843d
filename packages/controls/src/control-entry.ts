import { familyOf } from './families.ts';
import { mappingsOf } from './frameworks/index.ts';
import type { Control, Parameters, Severity } from './model/control.ts';
import type { Lens } from './model/observation.ts';
import { guides } from './recommendations/index.ts';

/** A control as an index lists it: all but its function. Plain JSON. */
export interface ControlEntry {
  readonly id: string;
  readonly title: string;
  /** Why it matters. */
  readonly intent: string;
  readonly severity: Severity;
  /** First part of the id, such as `CT`. */
  readonly family: string;
  /** Kind of thing that gets a verdict. */
  readonly appliesTo: string;
  /** Where it can be judged. */
  readonly lenses: readonly Lens[];
  readonly policyKinds: readonly string[];
  readonly pulumiTypes: readonly string[];
  /** API calls that an audit makes for it. */
  readonly calls: readonly string[];
  /** Defaults. */
  readonly parameters: Parameters;
  readonly fix: string;
  readonly url: string;
  /** Framework id -> ids in it. */
  readonly frameworks: Readonly<Record<string, readonly string[]>>;
  /** Ids of the guides' recommendations that it answers. */
  readonly recommendations: readonly string[];
}

/** Describes a control for an index, with what asks for it. */
export function controlEntry(control: Control): ControlEntry {
  const { id, title, intent, severity, appliesTo, policies, pulumiTypes, needs, fix, url } = control;
  return {
    id,
    title,
    intent,
    severity,
    family: familyOf(id),
    appliesTo,
    lenses: policies.length > 0 ? ['preview', 'state', 'live'] : ['live'],
    policyKinds: policies,
    pulumiTypes,
    calls: needs,
    parameters: control.parameters,
    fix,
    url,
    frameworks: Object.fromEntries(mappingsOf(id).map(({ framework, ids }) => [framework.id, ids])),
    recommendations: guides.flatMap(({ recommendations }) =>
      recommendations.filter(({ controls: answers }) => answers.includes(id)).map((one) => one.id),
    ),
  };
}
