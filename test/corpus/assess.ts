import type { Control } from '@trailguard/controls';
import type { Diagnostic } from '@trailguard/policy-pack/test';
import type { Mistake } from './entry.ts';
import { judgedByPack, judgedByState, type StateFinding } from './judged-program.ts';
import { type Program, recordProgram } from './recorded-program.ts';

/** What a control makes of a mistake. */
export interface Assessment {
  /** Where the broken program should have been found, and was not. */
  readonly misses: readonly string[];
  /** Where the mended program was found, or nothing about it was judged. */
  readonly falseAlarms: readonly string[];
  /** The first preview cannot tell, for it rests on values that AWS gives: an update does. */
  readonly isDecidedLater: boolean;
}

/** Runs both programs of a mistake, and asks a control about them before and after their first update. */
export async function assess(control: Control, mistake: Mistake): Promise<Assessment> {
  const broken = await askedAbout(control, mistake.broken, mistake);
  const mended = await askedAbout(control, mistake.mended, mistake);
  const isFound = (violations: readonly Diagnostic[]) =>
    violations.some((violation) => names(violation, mistake, control));
  const isDecidedLater =
    broken.preview.violations.length === 0 &&
    broken.preview.isUndecided === (mistake.hiddenFromPreview === undefined);
  return {
    isDecidedLater,
    misses: [
      ...(isFound(broken.preview.violations) || isDecidedLater
        ? []
        : [`the first preview tells ${told(broken.preview.violations)}`]),
      ...(isFound(broken.update.violations) ? [] : [`an update tells ${told(broken.update.violations)}`]),
      ...(broken.state.some(({ status }) => status === 'fail')
        ? []
        : [`its state tells ${JSON.stringify(broken.state)}`]),
    ],
    falseAlarms: [
      ...mended.preview.violations.map(({ message }) => `the first preview tells ${message}`),
      ...mended.update.violations.map(({ message }) => `an update tells ${message}`),
      ...(isContent(mended.state) ? [] : [`its state tells ${JSON.stringify(mended.state)}`]),
    ],
  };
}

/** What no program shows: the rest of the accounts, and when something was done. */
const leftToAudits = /: (the program does not show it|no time is known)$/;

/** It passes; or all that a program can show of it is well, and the rest is for the audit. */
function isContent(findings: readonly StateFinding[]): boolean {
  const isWell = ({ status, reason }: StateFinding) =>
    status === 'pass' || (status === 'unknown' && leftToAudits.test(reason));
  return findings.some(isWell) && findings.every(({ status }) => status !== 'fail');
}

async function askedAbout(control: Control, program: Program, { settings }: Mistake) {
  const applied = await recordProgram(program, 'update');
  return {
    preview: await judgedByPack(control, await recordProgram(program, 'preview'), settings),
    update: await judgedByPack(control, applied, settings),
    state: judgedByState(control, applied, settings),
  };
}

/** A finding says what is to blame and how to put it right. */
function names({ urn, message }: Diagnostic, { blames }: Mistake, { id, fix }: Control): boolean {
  const resource = urn.split('::').at(-1) ?? '';
  return resource === (blames ?? '') && message.includes(`\n${id} `) && message.includes(`; fix: ${fix}`);
}

function told(violations: readonly Diagnostic[]): string {
  if (violations.length === 0) return 'nothing';
  return violations.map(({ urn, message }) => `of "${urn}": ${message}`).join('; ');
}
