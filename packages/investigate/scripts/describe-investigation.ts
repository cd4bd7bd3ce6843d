import { Investigation } from '../src/investigation.ts';

/** The JSON schema of reports of an investigation. */
export function describeInvestigation(): string {
  return `${JSON.stringify(Investigation, null, 2)}\n`;
}
