import type { Alias } from '@pulumi/aws/kms/alias.js';
import type { Key } from '@pulumi/aws/kms/key.js';
import type * as pulumi from '@pulumi/pulumi';
import { aws } from '../aws.ts';

/** What differs from one archive's key to another's. */
export interface ArchiveKeyArgs {
  /** Region of the key. */
  region: string;
  /** What it encrypts, for people. */
  description: string;
  /** Alias, `alias/…`. */
  keyAlias: string;
  /** Policy as JSON. */
  policy: string;
}

/**
 * The key of one archive, rotated, protected and 30 days from its end when somebody asks for that; resources `NAME`.
 * @param name of the component that it is made in.
 */
export function archiveKey(
  name: string,
  { region, description, keyAlias, policy }: ArchiveKeyArgs,
  parent: pulumi.Resource,
): { key: Key; alias: Alias } {
  const key = new aws.kms.Key(
    name,
    { region, description, enableKeyRotation: true, deletionWindowInDays: 30, policy },
    { parent, protect: true },
  );
  const alias = new aws.kms.Alias(name, { region, name: keyAlias, targetKeyId: key.keyId }, { parent });
  return { key, alias };
}
