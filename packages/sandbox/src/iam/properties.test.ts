import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import {
  allowStatement,
  type Case,
  evaluationCase,
  type Policy,
  resourcePolicy,
  texts,
} from './test/generators.ts';

const runs = { seed: 4242, numRuns: 1_500 };

const decide = (generated: Case) => evaluate(generated.request, texts(generated));
const reversed = (policies: readonly Policy[]): Policy[] =>
  [...policies].reverse().map((policy) => ({ ...policy, Statement: [...policy.Statement].reverse() }));

it('lets an explicit deny in any policy win', () => {
  const denyAll: Policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
  };
  const denyEveryone: Policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }],
  };
  fc.assert(
    fc.property(
      evaluationCase,
      fc.constantFrom('identity', 'session', 'boundary', 'resource', 'scp', 'rcp'),
      (generated, place) => {
        const kind = generated.request.principal.kind;
        fc.pre(place === 'resource' || place === 'rcp' || kind === 'user' || kind === 'role');
        fc.pre(place !== 'rcp' || /^(s3|kms|sqs|sts):/.test(generated.request.action));
        const changed: Case = {
          ...generated,
          ...(place === 'identity' && { identity: [...generated.identity, denyAll] }),
          ...(place === 'session' && { session: denyAll }),
          ...(place === 'boundary' && { boundary: denyAll }),
          ...(place === 'resource' && { resource: denyEveryone }),
          ...(place === 'scp' && { serviceControl: [...generated.serviceControl, [denyAll]] }),
          ...(place === 'rcp' && { resourceControl: [...generated.resourceControl, [denyEveryone]] }),
        };
        expect(decide(changed)).toMatchObject({ allowed: false, explicit: true });
      },
    ),
    runs,
  );
});

it('never turns an allow into a deny by one more allow', () => {
  const statementOfResource = resourcePolicy.map(({ Statement }) => ({ ...Statement[0], Effect: 'Allow' }));
  fc.assert(
    fc.property(evaluationCase, allowStatement, statementOfResource, (generated, identity, resource) => {
      fc.pre(decide(generated).allowed);
      const more = (policy: Policy, statement: object): Policy => ({
        ...policy,
        Statement: [...policy.Statement, statement],
      });
      const grown: Case = {
        ...generated,
        identity: [...generated.identity, { Version: '2012-10-17', Statement: [identity] }],
        resource: generated.resource && more(generated.resource, resource),
        boundary: generated.boundary && more(generated.boundary, identity),
        session: generated.session && more(generated.session, identity),
        serviceControl: generated.serviceControl.map((level) => [
          ...level,
          { Version: '2012-10-17', Statement: [identity] },
        ]),
      };
      expect(decide(grown).allowed).toBe(true);
    }),
    runs,
  );
});

it('does not depend on the order of policies and statements', () => {
  fc.assert(
    fc.property(evaluationCase, (generated) => {
      const turned: Case = {
        ...generated,
        identity: reversed(generated.identity),
        resource: generated.resource && reversed([generated.resource])[0],
        boundary: generated.boundary && reversed([generated.boundary])[0],
        session: generated.session && reversed([generated.session])[0],
        serviceControl: generated.serviceControl.map(reversed),
        resourceControl: generated.resourceControl.map(reversed),
      };
      expect(decide(turned)).toEqual(decide(generated));
    }),
    runs,
  );
});

it('answers any text for a policy, and never with an allow', () => {
  fc.assert(
    fc.property(evaluationCase, fc.oneof(fc.string(), fc.json()), (generated, text) => {
      const applicable = { ...texts(generated), identity: [text], resource: text };
      expect(
        evaluate(
          { ...generated.request, principal: { ...generated.request.principal, kind: 'user' } },
          applicable,
        ).allowed,
      ).toBe(false);
    }),
    runs,
  );
});
