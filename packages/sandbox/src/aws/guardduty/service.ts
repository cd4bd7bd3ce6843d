import type { Service } from '../service.ts';
import { getCoverageStatistics, listCoverage } from './coverage.ts';
import { createDetector, deleteDetector, getDetector, listDetectors, updateDetector } from './detectors.ts';
import { entitySetOperations } from './entity-sets.ts';
import { createFilter, deleteFilter, getFilter, listFilters, updateFilter } from './filters.ts';
import {
  archiveFindings,
  createSampleFindings,
  getFindings,
  listFindings,
  unarchiveFindings,
  updateFindingsFeedback,
} from './findings/findings.ts';
import { getFindingsStatistics } from './findings/statistics.ts';
import {
  createMalwareProtectionPlan,
  deleteMalwareProtectionPlan,
  getMalwareProtectionPlan,
  listMalwareProtectionPlans,
  updateMalwareProtectionPlan,
} from './malware-plans.ts';
import { malwareScanOperations, UnsupportedOperations } from './malware-scans.ts';
import {
  acceptInvitation,
  disassociateFromAdministrator,
  getAdministratorAccount,
  getInvitationsCount,
  getMasterAccount,
  listInvitations,
  refuseInvitations,
} from './members/administrator.ts';
import { getMemberDetectors, updateMemberDetectors } from './members/member-detectors.ts';
import { createMembers, getMembers, listMembers } from './members/members.ts';
import {
  deleteMembers,
  disassociateMembers,
  inviteMembers,
  startMonitoringMembers,
  stopMonitoringMembers,
} from './members/relations.ts';
import {
  disableOrganizationAdminAccount,
  enableOrganizationAdminAccount,
  listOrganizationAdminAccounts,
} from './organization/admin-account.ts';
import {
  describeOrganizationConfiguration,
  getOrganizationStatistics,
  updateOrganizationConfiguration,
} from './organization/configuration.ts';
import {
  createPublishingDestination,
  deletePublishingDestination,
  describePublishingDestination,
  listPublishingDestinations,
  updatePublishingDestination,
} from './publishing/destinations.ts';
import { ExportTask, exportFindings } from './publishing/export.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';
import { getRemainingFreeTrialDays, getUsageStatistics } from './usage.ts';

/** GuardDuty with its organization layer, each region apart: every operation is answered here. */
export const guardduty: Service = {
  name: 'guardduty',
  operations: {
    ...entitySetOperations,
    ...malwareScanOperations,
    AcceptAdministratorInvitation: acceptInvitation,
    AcceptInvitation: acceptInvitation,
    ArchiveFindings: archiveFindings,
    CreateDetector: createDetector,
    CreateFilter: createFilter,
    CreateMalwareProtectionPlan: createMalwareProtectionPlan,
    CreateMembers: createMembers,
    CreatePublishingDestination: createPublishingDestination,
    CreateSampleFindings: createSampleFindings,
    DeclineInvitations: refuseInvitations,
    DeleteDetector: deleteDetector,
    DeleteFilter: deleteFilter,
    DeleteInvitations: refuseInvitations,
    DeleteMalwareProtectionPlan: deleteMalwareProtectionPlan,
    DeleteMembers: deleteMembers,
    DeletePublishingDestination: deletePublishingDestination,
    DescribeOrganizationConfiguration: describeOrganizationConfiguration,
    DescribePublishingDestination: describePublishingDestination,
    DisableOrganizationAdminAccount: disableOrganizationAdminAccount,
    DisassociateFromAdministratorAccount: disassociateFromAdministrator,
    DisassociateFromMasterAccount: disassociateFromAdministrator,
    DisassociateMembers: disassociateMembers,
    EnableOrganizationAdminAccount: enableOrganizationAdminAccount,
    GetAdministratorAccount: getAdministratorAccount,
    GetCoverageStatistics: getCoverageStatistics,
    GetDetector: getDetector,
    GetFilter: getFilter,
    GetFindings: getFindings,
    GetFindingsStatistics: getFindingsStatistics,
    GetInvitationsCount: getInvitationsCount,
    GetMalwareProtectionPlan: getMalwareProtectionPlan,
    GetMasterAccount: getMasterAccount,
    GetMemberDetectors: getMemberDetectors,
    GetMembers: getMembers,
    GetOrganizationStatistics: getOrganizationStatistics,
    GetRemainingFreeTrialDays: getRemainingFreeTrialDays,
    GetUsageStatistics: getUsageStatistics,
    InviteMembers: inviteMembers,
    ListCoverage: listCoverage,
    ListDetectors: listDetectors,
    ListFilters: listFilters,
    ListFindings: listFindings,
    ListInvitations: listInvitations,
    ListMalwareProtectionPlans: listMalwareProtectionPlans,
    ListMembers: listMembers,
    ListOrganizationAdminAccounts: listOrganizationAdminAccounts,
    ListPublishingDestinations: listPublishingDestinations,
    ListTagsForResource: listTagsForResource,
    StartMonitoringMembers: startMonitoringMembers,
    StopMonitoringMembers: stopMonitoringMembers,
    TagResource: tagResource,
    UnarchiveFindings: unarchiveFindings,
    UntagResource: untagResource,
    UpdateDetector: updateDetector,
    UpdateFilter: updateFilter,
    UpdateFindingsFeedback: updateFindingsFeedback,
    UpdateMalwareProtectionPlan: updateMalwareProtectionPlan,
    UpdateMemberDetectors: updateMemberDetectors,
    UpdateOrganizationConfiguration: updateOrganizationConfiguration,
    UpdatePublishingDestination: updatePublishingDestination,
  },
  unsupported: UnsupportedOperations,
  // "It will return success (HTTP 200) but no content": https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetAdministratorAccount.html
  mayBeEmpty: ['GetAdministratorAccount', 'GetMasterAccount'],
  tasks: { [ExportTask]: exportFindings },
};
