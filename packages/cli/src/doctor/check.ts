import type { Patient } from './patient.ts';

/** How grave what a check found is: `fault` stops something that the product does, `advice` does not. */
export type Level = 'ok' | 'advice' | 'fault' | 'unknown';

/** One thing that a check found. */
export interface Finding {
  readonly level: Level;
  /** What is so. */
  readonly says: string;
  /** What to do about it; every level but `ok` has one. */
  readonly wayOut?: string;
}

/** Looks at one part of what the product needs. */
export interface Check {
  /** As `--only` names it. */
  readonly name: string;
  readonly title: string;
  /** What it has to be given; without it the check is left out, which the report says. */
  readonly needs: 'nothing' | 'aws' | 'organization';
  /** @throws when AWS does not answer: what it looks at is unknown then, with the error as the reason. */
  run(patient: Patient): Promise<readonly Finding[]>;
}

export const ok = (says: string): Finding => ({ level: 'ok', says });
export const advice = (says: string, wayOut: string): Finding => ({ level: 'advice', says, wayOut });
export const fault = (says: string, wayOut: string): Finding => ({ level: 'fault', says, wayOut });
export const unknown = (says: string, wayOut: string): Finding => ({ level: 'unknown', says, wayOut });
