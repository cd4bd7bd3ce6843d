import type { PolicyFinding } from '../plugins/policy-messages.ts';
import type { PropertyMap } from '../resource/properties.ts';
import { nameOfUrn, typeOfUrn } from '../resource/urn.ts';
import type { Step, StepOp } from '../steps/step.ts';
import type { Diagnostic } from './events.ts';
import { outputsText } from './outputs-text.ts';

/** How an operation is shown: its sign, and its name before, while and after it runs. */
const shownOps: Partial<Record<StepOp, [sign: string, plan: string, running: string, done: string]>> = {
  create: ['+ ', 'create', 'creating', 'created'],
  update: ['~ ', 'update', 'updating', 'updated'],
  delete: ['- ', 'delete', 'deleting', 'deleted'],
  replace: ['+-', 'replace', 'replacing', 'replaced'],
  'create-replacement': ['++', 'create replacement', 'creating replacement', 'created replacement'],
  'delete-replaced': ['--', 'delete original', 'deleting original', 'deleted original'],
  read: ['> ', 'read', 'reading', 'read'],
  'read-replacement': ['>>', 'read for replacement', 'reading for replacement', 'read for replacement'],
  discard: ['< ', 'discard', 'discarding', 'discarded'],
  'discard-replaced': ['<<', 'discard original', 'discarding original', 'discarded original'],
  refresh: ['~ ', 'refresh', 'refreshing', 'refreshed'],
  import: ['= ', 'import', 'importing', 'imported'],
  'import-replacement': ['=>', 'import replacement', 'importing replacement', 'imported replacement'],
};

/** Operations that the closing count names, in its order. */
const countedOps: StepOp[] = [
  'create',
  'update',
  'delete',
  'replace',
  'create-replacement',
  'delete-replaced',
  'refresh',
  'import',
  'import-replacement',
];

/** Policies that a pack reported on. */
interface PackReport {
  name: string;
  version: string;
  path: string;
  findings: { urn: string; finding: PolicyFinding }[];
  remediated: Map<string, Set<string>>;
}

/** What the display is about. */
export interface DisplayOptions {
  verb: 'update' | 'preview' | 'refresh' | 'destroy' | 'import';
  preview: boolean;
  stack: string;
  project: string;
  /** Leaves the stack's outputs out. */
  suppressOutputs: boolean;
  /** Leaves the line for each step out. */
  suppressProgress: boolean;
  /** Shows properties that change, and messages when they come, on standard error. */
  diff: boolean;
  write: (text: string) => void;
  writeError: (text: string) => void;
}

/** Tells a run as text, in the words of Pulumi's CLI. */
export class Display {
  readonly #options: DisplayOptions;
  readonly #started = new Map<Step, number>();
  /** Rows in the order of their first appearance. */
  readonly #rows = new Map<string, Diagnostic[]>();
  readonly #packs = new Map<string, PackReport>();
  readonly #root: string;

  constructor(options: DisplayOptions) {
    this.#options = options;
    this.#root = `urn:pulumi:${options.stack}::${options.project}::pulumi:pulumi:Stack::${options.project}-${options.stack}`;
    const { verb, stack, preview, write } = options;
    const doing = {
      update: 'Updating',
      preview: 'Previewing update',
      refresh: 'Refreshing',
      destroy: 'Destroying',
      import: 'Importing',
    }[verb];
    write(`${preview && verb !== 'preview' ? `Previewing ${verb}` : doing} (${stack}):\n`);
  }

  stepStarted(step: Step): void {
    this.#started.set(step, Date.now());
    this.#row(step.urn);
    if (!this.#options.preview) this.#line(step, 2);
  }

  stepDone(step: Step): void {
    this.#line(step, this.#options.preview ? 1 : 3);
  }

  stepFailed(step: Step): void {
    const [sign, plan] = shownOps[step.op] ?? ['  ', step.op];
    this.#progress(` ${sign} ${typeOfUrn(step.urn)} ${nameOfUrn(step.urn)} ${plan} failed\n`);
  }

  diagnostic(diagnostic: Diagnostic): void {
    if (diagnostic.severity === 'debug' || diagnostic.ephemeral) return;
    if (this.#options.diff) {
      const message = diagnostic.message.trimEnd();
      this.#options.writeError(
        diagnostic.severity.startsWith('info') ? `${message}\n\n` : `${diagnostic.severity}: ${message}\n`,
      );
      if (!diagnostic.severity.startsWith('error')) return;
    }
    this.#row(diagnostic.urn || this.#root).push(diagnostic);
    const word = { error: 'error: ', warning: 'warning: ', info: '', 'info#err': '', debug: '' }[
      diagnostic.severity
    ];
    const urn = diagnostic.urn || this.#root;
    this.#progress(
      `    ${typeOfUrn(urn)} ${nameOfUrn(urn)} ${word}${diagnostic.message.trim().split('\n')[0]}\n`,
    );
  }

  packLoaded(pack: { name: string; version: string; path: string }): void {
    this.#packs.set(pack.name, { ...pack, findings: [], remediated: new Map() });
  }

  policyFinding(urn: string, finding: PolicyFinding): void {
    this.#packs.get(finding.policyPackName)?.findings.push({ urn, finding });
  }

  policyRemediation(urn: string, finding: PolicyFinding): void {
    const remediated = this.#packs.get(finding.policyPackName)?.remediated;
    remediated?.set(finding.policyName, (remediated.get(finding.policyName) ?? new Set()).add(urn));
  }

  /** The closing sections: policies, diagnostics, outputs, counts, duration. */
  finish(result: {
    changes: Record<string, number>;
    outputs: { old: PropertyMap | undefined; new: PropertyMap } | undefined;
    durationSeconds: number;
    /** No step was begun: the run ended before there was anything to count. */
    aborted: boolean;
  }): void {
    const { write, preview, suppressOutputs } = this.#options;
    const violated = [...this.#packs.values()].some((pack) =>
      pack.findings.some(({ finding }) => finding.enforcementLevel === 'mandatory'),
    );
    const outputs =
      result.outputs && !suppressOutputs ? outputsText(result.outputs.old, result.outputs.new, preview) : '';
    if (this.#options.diff && outputs) write(`    --outputs:--\n${outputs}`);
    const sections = [
      ['Policies', this.#policiesText()],
      ['Diagnostics', this.#options.diff ? '' : this.#diagnosticsText()],
      ['Outputs', this.#options.diff ? '' : outputs],
    ];
    write('\n');
    for (const [title, text] of sections) if (text) write(`${title}:\n${text}\n`);
    // A refused run has nothing to count.
    if (!violated && !result.aborted) write(`Resources:\n${this.#countsText(result.changes)}\n`);
    if (!preview && !result.aborted) write(`Duration: ${Math.round(result.durationSeconds)}s\n`);
  }

  #row(urn: string): Diagnostic[] {
    const row = this.#rows.get(urn) ?? [];
    this.#rows.set(urn, row);
    return row;
  }

  #line(step: Step, column: 1 | 2 | 3): void {
    const shown = shownOps[step.op];
    if (!shown) return;
    const seconds = (Date.now() - (this.#started.get(step) ?? Date.now())) / 1000;
    const time = this.#options.preview ? '' : ` (${column === 2 ? '0s' : `${seconds.toFixed(2)}s`})`;
    this.#progress(` ${shown[0]} ${typeOfUrn(step.urn)} ${nameOfUrn(step.urn)} ${shown[column]}${time}\n`);
    if (this.#options.diff) for (const text of diffLines(step)) this.#progress(text);
  }

  #progress(line: string): void {
    if (!this.#options.suppressProgress) this.#options.write(line);
  }

  #diagnosticsText(): string {
    let text = '';
    for (const [urn, diagnostics] of this.#rows) {
      if (!diagnostics.length) continue;
      text += `  ${typeOfUrn(urn)} (${nameOfUrn(urn)}):\n`;
      for (const [index, { severity, message }] of diagnostics.entries()) {
        const isOutput = severity === 'info' || severity === 'info#err';
        const before = diagnostics[index - 1];
        // Lines of one stream stand together.
        if (before && (isOutput || before.severity.startsWith('info')) && before.severity !== severity)
          text += '\n';
        const prefix = isOutput ? '' : `${severity}: `;
        text += `${prefix}${message.trim()}`.replace(/^/gm, '    ');
        text += '\n';
      }
      text += '\n';
    }
    return text && `${text.trimEnd()}\n`;
  }

  #policiesText(): string {
    let text = '';
    for (const { name, version, path, findings, remediated } of this.#packs.values()) {
      const worst = findings.some(({ finding }) => finding.enforcementLevel === 'mandatory')
        ? '❌'
        : findings.length || remediated.size
          ? '⚠️'
          : '✅';
      text += `    ${worst} ${name}@v${version} (local: ${path})\n`;
      for (const [policy, urns] of remediated) {
        text += `        - [remediate]  ${policy}  (${urns.size} ${urns.size === 1 ? 'resource' : 'resources'})\n`;
      }
      const mandatoryFirst = findings.toSorted(
        (a, b) =>
          rank(a.finding) - rank(b.finding) ||
          (a.finding.policyName < b.finding.policyName
            ? -1
            : a.finding.policyName > b.finding.policyName
              ? 1
              : 0),
      );
      for (const { urn, finding } of mandatoryFirst) {
        text += `        - [${finding.enforcementLevel}]  ${finding.policyName}  (${typeOfUrn(urn)}: ${nameOfUrn(urn)})\n`;
        text += finding.message.trim().replace(/^/gm, '          ');
        text += '\n';
      }
    }
    return text;
  }

  #countsText(changes: Record<string, number>): string {
    const { preview } = this.#options;
    const counted = countedOps.filter((op) => changes[op]);
    const lines = counted.map((op) => {
      const [sign, plan, , done] = shownOps[op] ?? ['  ', op, op, op];
      return `    ${sign}${changes[op]} ${preview ? `to ${plan}` : done}\n`;
    });
    const total = counted.reduce((sum, op) => sum + (changes[op] ?? 0), 0);
    const pieces = [
      ...(counted.length > 1 ? [`${total} ${total === 1 ? 'change' : 'changes'}`] : []),
      ...(changes.same ? [`${changes.same} unchanged`] : []),
    ];
    if (pieces.length) lines.push(`    ${pieces.join('. ')}\n`);
    const errored = [...this.#rows.values()].filter((row) =>
      row.some(({ severity }) => severity === 'error'),
    ).length;
    if (errored) lines.push(`    ${errored} errored\n`);
    return lines.join('');
  }
}

/** Changed properties by name; what they hold may be long, or secret. */
function diffLines({ detailedDiff }: Step): string[] {
  const signs = { add: '+', delete: '-', update: '~' } as const;
  return Object.entries(detailedDiff ?? {}).map(([path, { diffKind }]) => {
    const [kind = 'update', replace] = diffKind.split('-');
    return `      ${signs[kind as keyof typeof signs]} ${path}${replace ? ' (forces replacement)' : ''}\n`;
  });
}

const rank = ({ enforcementLevel }: PolicyFinding): number => (enforcementLevel === 'mandatory' ? 0 : 1);
