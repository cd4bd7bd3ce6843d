import { Type } from 'typebox';
import { expect, it } from 'vitest';
import { readCheckedYaml } from './read-checked-yaml.ts';

const id = Type.String({ pattern: '^\\d{12}$', description: '12 digits, in quotes' });
const schema = Type.Object(
  { account: Type.Union([id, Type.Array(id)]), level: Type.Optional(Type.Enum(['low', 'high'])) },
  { additionalProperties: false },
);
const faultsOf = (text: string) =>
  readCheckedYaml(schema, { file: 'a.yaml', text, maximumLength: 100 }).faults;

it.each([
  [
    'a value that fits none of several forms, once',
    'account: "1"',
    ['a.yaml:1: account must match pattern "^\\d{12}$" (12 digits, in quotes) or must be array'],
  ],
  [
    'the item of a list that is wrong, and not the list',
    'account:\n  - "111111111111"\n  - "2"',
    ['a.yaml:3: account.1 must match pattern "^\\d{12}$" (12 digits, in quotes)'],
  ],
  [
    'a field that is not known, by the object that has it',
    'account: "111111111111"\nlevl: low',
    ['a.yaml:1: the file has no field levl'],
  ],
  [
    'what may be chosen',
    'account: "111111111111"\nlevel: some',
    ['a.yaml:2: level must be one of low, high'],
  ],
  ['a file that is too long', '#'.repeat(101), ['a.yaml: is longer than 100 characters']],
])('names %s', (_case, text, faults) => {
  expect(faultsOf(text)).toEqual(faults);
});
