import { type Config, ConfigError } from '../config.ts';
import type { ControlParameters } from '../control-settings.ts';

/** Settings by which others than the log readers are admitted: who they all are, only somebody who knows can say. */
const AdmitOthers = ['investigatorPrincipalArns', 'investigatorSubjects', 'logCopyRegion', 'findingResponse'];

/**
 * Parameters of controls for audits: those that the service was told, over what its settings say already. Roles that the settings
 * have the archive admit are approved readers; nobody has to say it twice.
 */
export function auditParameters({
  controlParameters: told,
  stackSettings,
}: Pick<Config, 'controlParameters' | 'stackSettings'>): ControlParameters {
  const { logReaderRoleArns } = stackSettings;
  if (logReaderRoleArns === undefined || AdmitOthers.some((name) => stackSettings[name] !== undefined))
    return told;
  const readers = { readerRoleArns: JSON.parse(logReaderRoleArns) as string[] };
  return { ...told, 'KM-06': { ...readers, ...told['KM-06'] }, 'LB-06': { ...readers, ...told['LB-06'] } };
}

/**
 * Holds the parameters to the controls, when the service starts and not when the first audit does.
 * @throws ConfigError naming every control and parameter that is not known or has a wrong value.
 */
export async function checkParametersOf({
  controlParameters,
}: Pick<Config, 'controlParameters'>): Promise<void> {
  const { checkParameters, controls, InvalidParametersError } = await import('@trailguard/controls');
  try {
    checkParameters(controls, controlParameters);
  } catch (error) {
    if (!(error instanceof InvalidParametersError)) throw error;
    throw new ConfigError(error.faults.map((fault) => `TRAILGUARD_CONTROL_PARAMETERS: ${fault}`));
  }
}
