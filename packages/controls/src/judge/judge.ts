import { controls as allControls } from '../controls/index.ts';
import type { Context, Control, Parameters, SubjectKind, Subjects } from '../model/control.ts';
import type { Estate } from '../model/estate.ts';
import { unknownBecause } from '../model/fact.ts';
import type { Observation } from '../model/observation.ts';
import type { Verdict } from '../model/verdict.ts';
import { checkParameters, type ParameterOverrides, parametersOf } from '../parameters.ts';
import { notApplicable, unknown } from '../verdicts.ts';
import { remembered } from '../estate/remembered.ts';
import { ordered } from './ordered.ts';
import { type Place, placeOf } from './place.ts';
import type { Found } from './found.ts';
import { subjectsOf } from './subjects.ts';

/** What a control says of one subject. */
export interface Result {
  readonly controlId: string;
  readonly subject: {
    readonly kind: SubjectKind;
    /** ARN, else name, or `account/region`; the URN where a program knows nothing better. */
    readonly id: string;
    readonly observation: Observation;
  } & Place;
  readonly verdict: Verdict;
}

/** Options of {@link judge}. */
export interface JudgeOptions {
  /** Controls to judge by. Default: all. */
  readonly controls?: readonly Control[];
  /** Values of parameters, by control id. Default: each control's own. */
  readonly parameters?: ParameterOverrides;
}

/**
 * Judges an estate. There is one result for each control and subject, sorted by control and subject, whatever the
 * order of the estate; and one, `unknown`, for each list that a lens could not complete. A control that throws
 * gives `unknown` for that subject, with the error: a fault of ours is never a pass.
 *
 * @throws InvalidParametersError when a parameter is not declared or its value does not fit.
 */
export function judge(estate: Estate, options: JudgeOptions = {}): readonly Result[] {
  const { controls, ...asked } = prepared(estate, options);
  return controls.flatMap((control) => resultsOf(control, asked.estate, asked.parametersBy(control)));
}

/**
 * As {@link judge}, one control after the other: of a large organization no more than one control's results are in
 * memory. Parameters are checked when the first is asked for.
 */
export function* judgeEach(estate: Estate, options: JudgeOptions = {}): Generator<Result> {
  const { controls, ...asked } = prepared(estate, options);
  for (const control of controls) yield* resultsOf(control, asked.estate, asked.parametersBy(control));
}

/**
 * What one control says of all its subjects, as {@link judge} does, for whoever asks about much in little time.
 *
 * @param estate {@link ordered} already
 * @param parameters all of the control's, as `parametersOf` gives them. Default: its own.
 */
export function resultsOf(
  control: Control,
  estate: Estate,
  parameters: Parameters = control.parameters,
): readonly Result[] {
  const context = { estate, parameters };
  return describedSubjects(control.appliesTo, estate).map(({ found, subject }) => ({
    controlId: control.id,
    subject,
    verdict: verdictOn(control, found, context),
  }));
}

/** What controls are asked about, and with which parameters. */
interface Asked {
  readonly estate: Estate;
  readonly parametersBy: (control: Control) => Parameters;
}

function prepared(
  estate: Estate,
  { controls = allControls, parameters }: JudgeOptions,
): Asked & { readonly controls: readonly Control[] } {
  if (parameters !== undefined) checkParameters(controls, parameters);
  const sorted = controls.toSorted((a, b) => compare(a.id, b.id));
  const parametersBy = (control: Control) => {
    const isSet = parameters !== undefined && Object.hasOwn(parameters, control.id);
    return isSet ? parametersOf(control, parameters[control.id]) : control.parameters;
  };
  return { controls: sorted, estate: ordered(estate), parametersBy };
}

/** What is judged, and how a result names it. */
interface Described {
  readonly found: Found<SubjectKind>;
  readonly subject: Result['subject'];
}

const described = remembered<readonly Described[], SubjectKind>();

/** The subjects of a kind by their ids, described once for all controls that judge them. */
function describedSubjects(kind: SubjectKind, estate: Estate): readonly Described[] {
  return described(estate, kind, () =>
    subjectsOf(kind, estate)
      .map((found): Described => {
        const { id, observation } = found;
        const place = placeOf(kind, 'subject' in found ? found.subject : undefined, observation);
        return { found, subject: { kind, id, observation, ...place } };
      })
      .sort((a, b) => compare(a.subject.id, b.subject.id)),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function verdictOn(control: Control, found: Found<SubjectKind>, context: Context): Verdict {
  if ('hidden' in found) return unknown(`not all that ${control.id} is about could be read`, found.hidden);
  if ('absent' in found) return notApplicable(found.absent);
  try {
    return control.evaluate(found.subject as Subjects[SubjectKind], context);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return unknown(
      `${control.id} could not be judged`,
      unknownBecause('error', `error in the control: ${message}`),
    );
  }
}
