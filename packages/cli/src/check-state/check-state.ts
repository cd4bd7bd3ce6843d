import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { RunReport } from '@trailguard/controls/report';
import {
  checkStates,
  loadExceptions,
  programControls,
  readPolicyConfig,
  type StateFile,
} from '@trailguard/policy-pack/state';
import { deliverReport } from '../deliver-report.ts';
import { ExitCode, exitCodeOf } from '../exit-code.ts';
import type { CheckStateFlags } from './command.ts';

/** Judges files of state, writes the report, and answers with the exit code. */
export async function checkState(names: readonly string[], flags: CheckStateFlags): Promise<number> {
  let report: RunReport;
  try {
    report = await reportOf(names, flags);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return ExitCode.refused;
  }
  await deliverReport(report, flags);
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
