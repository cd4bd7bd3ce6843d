import type { Project } from './project.ts';
import type { Crypter } from './secrets.ts';
import type { ConfigValue, StackSettings } from './stack-settings.ts';

/**
 * The configuration a program runs with: the stack's own values and, for keys it lacks, those that
 * `Pulumi.yaml` gives.
 * @returns by full key, sorted
 */
export function effectiveConfig(
  project: Project,
  settings: StackSettings,
  crypter: Crypter,
): Map<string, ConfigValue> {
  const values = new Map(projectConfig(project));
  for (const key of settings.keys) {
    const value = settings.get(key, [], crypter);
    if (value) values.set(key, value);
  }
  return new Map([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Values and defaults declared in `Pulumi.yaml`. */
function* projectConfig(project: Project): Generator<[string, ConfigValue]> {
  for (const [key, declared] of Object.entries(project.config)) {
    const value = declaredValue(declared);
    if (value === undefined) continue;
    const full = key.includes(':') ? key : `${project.name}:${key}`;
    const isObject = value !== null && typeof value === 'object';
    yield [
      full,
      isObject
        ? { value: JSON.stringify(value), secret: false, objectValue: value }
        : { value: String(value), secret: false },
    ];
  }
}

/** `key: value`, `key: {value: …}` or `key: {type: …, default: …}`. */
function declaredValue(declared: unknown): unknown {
  if (declared === null || typeof declared !== 'object' || Array.isArray(declared)) return declared;
  const { value, default: fallback } = declared as { value?: unknown; default?: unknown };
  return value ?? fallback;
}
