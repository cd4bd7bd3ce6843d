import { AwsError } from '../error.ts';

/**
 * GuardDuty answers nearly every refusal with one code; clients tell them apart by the text, so these are
 * AWS's own where they are known from reports, and marked where not.
 */
export function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message, 400);
}

export const Message = {
  detectorExists: 'The request is rejected because a detector already exists for the current account.',
  notYourDetector:
    'The request is rejected because the input detectorId is not owned by the current account.',
  invalidValue:
    'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
  noSuchResource: 'The request is rejected because no such resource found.',
  notManagement: 'The request failed because you do not have required AWS Organization master permission.',
  hasMembers:
    'The request is rejected because the current account cannot delete detector while it has invited or associated members.',
  memberMayNot:
    'The request is rejected because member accounts cannot manage specified resources or properties.',
  alreadyMember:
    'The request is rejected because the given account ID is already a member or associated member of the current account.',
  notMember:
    'The request is rejected because the given account ID is not an associated member of account the current account.',
  managementWithoutDetector:
    'Operation failed because your organization master must first enable GuardDuty to be added as a member',
  stillAssociated:
    'The request is rejected because the current account cannot delete the given member account ID since it is still associated to it.',
  alreadyInvited:
    'The request is rejected because the current account has already invited or is already the GuardDuty master of the given member account ID.',
  noInvitation:
    'The request is rejected because the current account does not have an invitation from the requested master account.',
  destinationPermission:
    'The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter. Refer to https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
  filterExists: 'The request is rejected because a filter with the given name already exists.',
  // The texts from here on are unverified.
  otherAdministrator:
    'The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.',
  noTrustedAccess:
    'The request failed because trusted access for guardduty.amazonaws.com is not enabled in the organization.',
  notInOrganization: 'The request failed because the account is not a member of your organization.',
  bothRuntimeFeatures:
    'The request is rejected because both EKS_RUNTIME_MONITORING and RUNTIME_MONITORING are specified; add only one of them.',
  notDelegatedAdministrator:
    'The request is rejected because the current account is not the GuardDuty delegated administrator account of an organization.',
  autoEnableAll:
    'The request is rejected because autoEnableOrganizationMembers is ALL, so members cannot be stopped, disassociated or deleted.',
  organizationMember:
    'The request is rejected because the current account is managed through AWS Organizations by its GuardDuty administrator.',
  invitesOrganizationMember:
    'The request is rejected because accounts of the organization are added by CreateMembers and not invited.',
  sameAccount:
    'The request is rejected because the administrator account ID and the member account ID are the same.',
  destinationExists:
    'The request failed because a publishing destination of this type already exists for the detector.',
  limit: 'The request is rejected because the limit of this resource is reached.',
} as const;

export function invalidValue(): AwsError {
  return badRequest(Message.invalidValue);
}

export function noSuchResource(): AwsError {
  return badRequest(Message.noSuchResource);
}
