import type { Target } from './buses.ts';
import type { Event } from './event.ts';

/**
 * What a target is given: the event, a constant, a part of the event, or a template that is filled in.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function inputFor(target: Target, event: Event): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(valueAt(event, target.InputPath) ?? null);
  if (target.InputTransformer) {
    const { InputPathsMap: paths = {}, InputTemplate: template = '' } = target.InputTransformer;
    const values: Record<string, unknown> = {
      'aws.events.event': event,
      'aws.events.event.json': event,
      'aws.events.event.ingestion-time': event.time,
      ...Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, valueAt(event, path)])),
    };
    return filled(template, values);
  }
  return JSON.stringify(event);
}

/** `$.detail.findings[0].id` */
function valueAt(event: Event, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    event,
  );
}

/** A text stands without quotes where the template has them already, as in `"found <type>"`. */
function filled(template: string, values: Readonly<Record<string, unknown>>): string {
  let quoted = false;
  return template.replace(/\\.|"|<([A-Za-z0-9_.-]+)>/g, (found, name: string | undefined) => {
    if (found === '"') quoted = !quoted;
    if (name === undefined || !(name in values)) return found;
    const value = values[name];
    if (value === undefined) return quoted ? '' : 'null';
    if (!quoted)
      return template.trimStart().startsWith('{') || typeof value !== 'string'
        ? JSON.stringify(value)
        : value;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
}
