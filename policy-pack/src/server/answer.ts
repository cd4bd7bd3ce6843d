import { type Diagnostic, protocol } from './sdk.ts';

/**
 * An encoded answer. Lists of a message may be encoded in parts, one after the other.
 * @param inapplicable which policies do not apply, encoded
 */
export function answerOf(
  diagnostics: readonly Diagnostic[],
  inapplicable: readonly Uint8Array[],
): Uint8Array {
  const [only, another] = inapplicable;
  if (diagnostics.length > 0)
    return Buffer.concat([protocol.makeAnalyzeResponse(diagnostics).serializeBinary(), ...inapplicable]);
  return only !== undefined && another === undefined ? only : Buffer.concat(inapplicable);
}
