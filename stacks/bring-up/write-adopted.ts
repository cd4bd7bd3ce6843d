import type { Document } from 'yaml';
import type { Adopted } from '../adoption/adopting.ts';
import type { PlannedStack } from './organization-file.ts';

/**
 * Writes what a stack takes over into the file of an organization: an account's into its own settings, all else into the
 * organization's. The rest of the file is left as it is.
 */
export function writeAdopted(
  document: Document,
  { folder, name }: Pick<PlannedStack, 'folder' | 'name'>,
  adopted: Adopted,
): void {
  if (Object.keys(adopted).length === 0) return;
  const place = folder === 'account' ? ['accounts', name, 'adopt', folder] : ['settings', 'adopt', folder];
  document.setIn(place, document.createNode(adopted));
}
