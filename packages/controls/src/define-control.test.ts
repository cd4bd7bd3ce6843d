import { describe, expect, it } from 'vitest';
import { type ControlDefinition, defineControl } from './define-control.ts';
import { pass } from './verdicts.ts';

const definition = {
  id: 'ACME-01',
  title: 'Trails have an owner',
  intent: 'Somebody answers for each trail.',
  severity: 'medium',
  appliesTo: 'trail',
  policies: ['resource'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:ListTags'],
  fix: 'Add the tag.',
  url: 'https://docs.aws.amazon.com/',
  parameters: { ownerTag: 'owner' },
  parameterHelp: { ownerTag: { description: 'Key of the tag.' } },
  evaluate: () => pass(),
} as const;

/** As a program without types writes it. */
const defined = (different: object) => () =>
  defineControl({ ...definition, ...different } as unknown as ControlDefinition<
    'trail',
    { ownerTag: string }
  >);

describe('a definition of a control', () => {
  it('that is whole is the control', () => {
    expect(defined({})()).toEqual(definition);
  });

  it.each([
    [{ id: 'acme 1' }, 'Control acme 1: id is none, such as ACME-01'],
    [{ title: ' ' }, 'title is no text'],
    [{ severity: 'severe' }, 'severity is none of critical, high, medium, low'],
    [{ appliesTo: 'trails' }, /appliesTo is none of .*trail, /],
    [{ policies: ['preview'] }, 'policies is no list of resource, stack, remediation'],
    [{ pulumiTypes: 'aws:cloudtrail/trail:Trail' }, 'pulumiTypes is no list of texts'],
    [{ needs: [1] }, 'needs is no list of texts'],
    [{ url: 'the user guide' }, 'url is none'],
    [{ evaluate: undefined }, 'evaluate is no function'],
    [{ parameterHelp: {} }, 'parameterHelp says nothing of ownerTag'],
  ])('is refused with %j', (different, message) => {
    expect(defined(different)).toThrow(message);
  });

  it('is refused with all that is wrong at once', () => {
    expect(defined({ fix: undefined, severity: undefined })).toThrow(
      'Control ACME-01: fix is no text; severity is none of critical, high, medium, low',
    );
  });
});
