import { Type } from 'typebox';

/** Shapes that several settings share. Each setting carries its meaning and an example: they are its message. */
export const RegionShape = { pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]$' };

/** A 12-digit account id. */
export const accountId = (what: string, example: string) =>
  Type.String({ pattern: '^[0-9]{12}$', description: `the 12-digit id of ${what}`, examples: [example] });

/** A number of days with its default. */
export const days = (what: string, fallback: number) =>
  Type.Integer({
    minimum: 1,
    maximum: 36_500,
    default: fallback,
    description: `${what}, in days`,
    examples: [String(fallback)],
  });

/** A list of role ARNs; empty by default. */
export const roles = (what: string) =>
  Type.Array(Type.String({ pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$' }), {
    default: [],
    description: `ARNs of roles ${what}, as a JSON list`,
    examples: ['["arn:aws:iam::222222222222:role/Deploy"]'],
  });

/** How a setting is set, for the end of a message about it. */
export const exampleOf = (key: string, property: object) =>
  `Example: pulumi config set trailguard:${key} '${(property as { examples?: string[] }).examples?.[0]}'`;
