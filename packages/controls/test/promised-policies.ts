/**
 * Kinds of policies that hold a program to the controls: `resource` looks at one resource, `stack` at all of a stack,
 * `remediation` sets a safe value. Controls of the same kinds together, a family a line.
 */
const promised: Readonly<Record<string, string>> = {
  none: `
    CT 07 19 20 24 28 29
    LB 10
    NT 06
    GD 14 15 17 23
    ORG 09 10 11
    IAM 07
    OPS 04 06 07 08 09 11 12 13 14`,
  resource: `
    CT 10 15 16 25 30
    LB 06 11 14 19 20 22
    KM 01 03 04 06
    NT 01 03 05 08
    CW 16 19 21
    GD 24 25 26
    IAM 02 04`,
  'resource remediation': `
    CT 04 06 17 22 26
    LB 07 18
    KM 02
    NT 04
    CW 17 18
    GD 03 19 27`,
  'resource stack': `
    CT 03 08 09 11 12 13 14 18
    LB 02 05 08 12 15 16 17
    KM 05
    CW 20
    GD 18 20 21 29
    ORG 01
    IAM 01 05 06`,
  'resource stack remediation': `
    CT 02 05
    LB 03 04 09 13 24
    GD 01 05 06 07 08 09 10 11 12 13 16`,
  stack: `
    CT 01 21 23 27 31
    LB 01 21 23
    KM 07
    NT 02 07
    CW 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 22 23 24
    GD 02 04 22 28
    ORG 02 03 04 05 06 07 08 12 13
    IAM 03 08 09
    OPS 01 02 03 05 10`,
};

/** Kinds of policies by control id. */
export const promisedPolicies: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(promised).flatMap(([kinds, families]) =>
    families
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [family, ...numbers] = line.trim().split(' ');
        const list = kinds === 'none' ? [] : kinds.split(' ');
        return numbers.map((number) => [`${family}-${number}`, list] as const);
      }),
  ),
);

/** Controls that a single resource cannot break, so that only a stack policy holds them; with the reason. */
export const brokenByAllAlone: Readonly<Record<string, string>> = {
  'CT-11': 'another trail of the stack may record the objects',
  'CT-12': 'another trail of the stack may record the objects',
  'CT-13': 'another trail of the stack may record the invocations',
  'CT-14': 'another trail of the stack may record the items',
  'CT-15': 'another trail of the stack may record the chosen types',
  'CT-16': 'another trail of the stack may record the chosen sources',
  'CW-18': 'the trail tells which log group holds its events',
  'CW-19': 'the trail tells which log group holds its events',
  'CW-20': 'the trail tells which role delivers its events',
  'IAM-06': 'the trail tells which role delivers its events',
  'LB-04': 'the bucket tells which account archives',
};
