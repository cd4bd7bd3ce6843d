export { type AdoptOptions, adoptOrganization } from './adopt-organization.ts';
export { type BringUpOptions, bringUp } from './bring-up.ts';
export {
  type PlannedStack,
  readOrganizationFile,
  type StackFolder,
  StackOrder,
} from './organization-file.ts';
export {
  type PreviewOrganizationOptions,
  previewOrganization,
  type StackPreview,
} from './preview-organization.ts';
