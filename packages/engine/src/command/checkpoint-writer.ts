import { toCheckpoint } from '../resource/checkpoint.ts';
import type { ResourceState } from '../resource/state.ts';
import type { FileBackend } from '../state/backend.ts';
import { type DeploymentV3, newManifest } from '../state/checkpoint.ts';
import { ResourceTexts } from '../state/resource-texts.ts';
import { mapResourceSecrets, type SecretsManager, sealSecrets } from '../state/secrets.ts';
import type { StackReference } from '../state/stack-reference.ts';
import type { SnapshotContents } from '../steps/snapshot.ts';
import { pulumiVersion } from '../version.ts';

/** What writes a stack's state, secrets encrypted, as Pulumi's checkpoint. */
export function checkpointWriter(
  backend: FileBackend,
  stack: StackReference,
  secrets: SecretsManager,
): (contents: SnapshotContents) => Promise<void> {
  const texts = new ResourceTexts((state: ResourceState) =>
    JSON.stringify(mapResourceSecrets(toCheckpoint(state), (value) => sealSecrets(value, secrets))),
  );
  return ({ resources, operations }) => {
    const head: DeploymentV3 = {
      manifest: newManifest(`v${pulumiVersion}`),
      secrets_providers: secrets.provider,
    };
    const list = resources.map((state) => texts.of(state)).join();
    const pending = operations.map(
      ({ type, resource }) => `{"type":${JSON.stringify(type)},"resource":${texts.of(resource)}}`,
    );
    const fields = [
      JSON.stringify(head).slice(1, -1),
      `"resources":[${list}]`,
      ...(pending.length ? [`"pending_operations":[${pending.join()}]`] : []),
      '"metadata":{}',
    ];
    return backend.saveDeploymentText(stack, `{${fields.join()}}`);
  };
}
