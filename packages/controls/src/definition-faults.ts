import { subjectKinds } from './judge/subjects.ts';
import type { Control, Severity } from './model/control.ts';

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
const places: readonly Control['policies'][number][] = ['resource', 'stack', 'remediation'];

/**
 * What keeps a definition from being a control. Types say the same; a control of somebody's own may be written without them, and
 * one that is about a kind of thing which there is not would judge nothing.
 *
 * @returns all faults; none for a control.
 */
export function definitionFaults(definition: Partial<Control>): readonly string[] {
  const { id, severity, appliesTo, policies, url, evaluate, parameters = {}, parameterHelp } = definition;
  const help: Readonly<Record<string, { readonly description?: string }>> = parameterHelp ?? {};
  const faults: readonly (readonly [isFault: boolean, says: string])[] = [
    [!/^[A-Z][A-Z0-9]{1,15}-\d{2,3}$/.test(String(id)), 'id is none, such as ACME-01'],
    ...(['title', 'intent', 'fix'] as const).map(
      (name) => [!isText(definition[name]), `${name} is no text`] as const,
    ),
    [!isOneOf(severities, severity), `severity is none of ${severities.join(', ')}`],
    [!isOneOf(subjectKinds, appliesTo), `appliesTo is none of ${subjectKinds.join(', ')}`],
    [
      !Array.isArray(policies) || !policies.every((place) => isOneOf(places, place)),
      `policies is no list of ${places.join(', ')}`,
    ],
    ...(['pulumiTypes', 'needs'] as const).map(
      (name) =>
        [
          !Array.isArray(definition[name]) || !definition[name].every(isText),
          `${name} is no list of texts`,
        ] as const,
    ),
    [!isText(url) || !URL.canParse(url), 'url is none'],
    [typeof evaluate !== 'function', 'evaluate is no function'],
    ...Object.keys(parameters).map(
      (name) => [!isText(help[name]?.description), `parameterHelp says nothing of ${name}`] as const,
    ),
  ];
  return faults.filter(([isFault]) => isFault).map(([, says]) => says);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isOneOf(choices: readonly string[], value: unknown): boolean {
  return choices.some((choice) => choice === value);
}
