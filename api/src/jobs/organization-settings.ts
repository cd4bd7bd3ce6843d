import type { Config } from '../config.ts';

/** Configuration that all stacks share, as Pulumi keys. */
export function organizationSettings(config: Config): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...config.organization, ...config.stackSettings }).map(([key, value]) => [
      `trailguard:${key}`,
      value,
    ]),
  );
}
