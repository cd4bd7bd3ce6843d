import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { reportOcsf, type StreamedReport } from '@trailguard/controls/report';

/**
 * Has a report read as OCSF by py-ocsf-models, which Prowler writes its own findings with.
 *
 * @param python that of Prowler's virtual environment
 * @returns events by the status of their rule
 * @throws Error when the models refuse an event
 */
export async function readByModels(report: StreamedReport, python: string): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'ocsf-'));
  try {
    const file = join(folder, 'report.ocsf.json');
    await writeFile(file, reportOcsf(report, { version: '0.0.0' }));
    const reader = join(import.meta.dirname, 'read_ocsf.py');
    const { stdout } = await promisify(execFile)(python, [reader, file], { timeout: 120_000 });
    return JSON.parse(stdout) as Record<string, number>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a reader should find, by the report's own counts; what does not apply is no event. */
export function eventsOf({ counts }: StreamedReport): Record<string, number> {
  const events = {
    Pass: counts.pass,
    Fail: counts.fail + counts.waived,
    Unknown: counts.unknown + counts.not_evaluated,
  };
  return Object.fromEntries(Object.entries(events).filter(([, count]) => count > 0));
}
