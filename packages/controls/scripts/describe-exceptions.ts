import { ExceptionsFile } from '../src/exceptions/index.ts';

/** The JSON schema of `trailguard.exceptions.yaml`, for editors and for checks outside. */
export function describeExceptions(): string {
  return `${JSON.stringify(ExceptionsFile, null, 2)}\n`;
}
