import { readFile, writeFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { isAtLeast, isNews, type RunReport, summaryOf, writeReport } from '@trailguard/controls/report';
import {
  checkStates,
  loadExceptions,
  programControls,
  readPolicyConfig,
  type StateFile,
} from '@trailguard/policy-pack/state';
import { version } from '../version.ts';
import type { CheckStateFlags } from './command.ts';

/** What a command ends with; documented in its help. */
export const ExitCode = { ok: 0, findings: 1, refused: 2, failed: 3 } as const;

/** Judges files of state, writes the report, and answers with the exit code. */
export async function checkState(names: readonly string[], flags: CheckStateFlags): Promise<number> {
  let report: RunReport;
  try {
    report = await reportOf(names, flags);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return ExitCode.refused;
  }
  const written = writeReport(report, flags.format, { version, projectFolder: flags.projectFolder });
  if (flags.output === undefined) process.stdout.write(written);
  else {
    await writeFile(flags.output, written);
    process.stderr.write(`${summaryOf(report)}; the report is ${flags.output}\n`);
  }
  return exitCodeOf(report, flags);
}

async function reportOf(names: readonly string[], flags: CheckStateFlags): Promise<RunReport> {
  const files = await Promise.all(names.map(readStateFile));
  const loaded = loadExceptions({
    folder: process.cwd(),
    ...(flags.exceptions === undefined ? {} : { file: flags.exceptions }),
  });
  if (loaded.faults.length > 0) {
    throw new Error(`The exceptions cannot be used:\n- ${loaded.faults.join('\n- ')}`);
  }
  return checkStates({
    files,
    preset: flags.preset,
    now: new Date().toISOString(),
    ...(loaded.file === undefined ? {} : { exceptions: loaded.exceptions }),
    ...(flags.config === undefined ? {} : { config: await configOf(flags.config) }),
  });
}

async function readStateFile(name: string): Promise<StateFile> {
  if (name === '-') return { name: 'standard input', text: await readAll(process.stdin) };
  return { name, text: await readNamed(name) };
}

async function configOf(file: string) {
  const text = await readNamed(file);
  try {
    return readPolicyConfig(text, programControls);
  } catch (error) {
    throw new Error(`${file} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** The gravest of what was found decides. */
export function exitCodeOf(
  report: RunReport,
  { failOn, failOnUnknown = false }: Pick<CheckStateFlags, 'failOn' | 'failOnUnknown'>,
): number {
  const { findings, notices } = report;
  if (findings.some(({ cause }) => cause === 'error')) return ExitCode.failed;
  if (notices.some(({ level }) => level === 'error')) return ExitCode.refused;
  const hasFailed =
    failOn !== 'never' &&
    findings.some(({ status, severity }) => status === 'fail' && isAtLeast(severity, failOn));
  const isOpen = findings.some((finding) => finding.status === 'unknown' && isNews(finding));
  return hasFailed || (failOnUnknown && isOpen) ? ExitCode.findings : ExitCode.ok;
}
