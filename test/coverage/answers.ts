import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { trailguardCommand } from '@trailguard/cli/trailguard';
import { controls, type Recommendation } from '@trailguard/controls';

/** What answers a recommendation. */
export const AnswerKind = {
  Component: 'component',
  Control: 'control',
  Command: 'command',
  Runbook: 'runbook',
} as const;
export type AnswerKind = (typeof AnswerKind)[keyof typeof AnswerKind];

/** One named answer, and whether the product has it. */
export interface Answer {
  readonly kind: AnswerKind;
  readonly name: string;
  readonly exists: boolean;
}

/** `answered` when every named answer exists, `open` when none does. */
export type Standing = 'answered' | 'partly' | 'open';

/** Names of all answers that the product has. */
export type Product = Readonly<Record<AnswerKind, ReadonlySet<string>>>;

/** Looks at the product itself: components of the schema, written controls, commands, runbooks. */
export function readProduct(): Product {
  const schema = JSON.parse(readFileSync(pathOf('../../packages/baseline/schema.json'), 'utf8')) as {
    resources: Record<string, unknown>;
  };
  return {
    component: new Set(Object.keys(schema.resources).map((token) => token.split(':')[2] ?? token)),
    control: new Set(controls.map(({ id }) => id)),
    command: new Set(trailguardCommand().commands.map((command) => command.name())),
    runbook: new Set(
      readdirSync(pathOf('../../docs/runbooks'))
        .filter((file) => file.endsWith('.md'))
        .map((file) => file.replace(/\.md$/, '')),
    ),
  };
}

/** All answers that a recommendation names. */
export function answersOf(recommendation: Recommendation, product: Product): Answer[] {
  const named: [AnswerKind, readonly string[]][] = [
    [AnswerKind.Component, recommendation.components],
    [AnswerKind.Control, recommendation.controls],
    [AnswerKind.Command, recommendation.commands ?? []],
    [AnswerKind.Runbook, recommendation.runbooks ?? []],
  ];
  return named.flatMap(([kind, names]) =>
    names.map((name) => ({ kind, name, exists: product[kind].has(name) })),
  );
}

/** How far a recommendation with these answers is answered. @throws when none is named. */
export function standingOf(answers: readonly Answer[]): Standing {
  if (answers.length === 0) throw new Error('a recommendation names no answer');
  if (answers.every(({ exists }) => exists)) return 'answered';
  return answers.some(({ exists }) => exists) ? 'partly' : 'open';
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
