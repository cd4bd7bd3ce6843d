import { pythonEnvironment } from '../../src/moto/environment.ts';
import { clientsPython } from './environment.ts';

/**
 * Makes the Python environments before the first test, where they are missing: the test that met them so would wait longer for
 * its packages than a test may take.
 */
export async function setup(): Promise<void> {
  await Promise.all([pythonEnvironment(), clientsPython()]);
}
