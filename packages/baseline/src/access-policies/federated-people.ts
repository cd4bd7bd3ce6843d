/**
 * Session tag by which an identity provider says that somebody showed a second factor, with the value `true`: an attribute
 * `https://aws.amazon.com/SAML/Attributes/PrincipalTag:SecondFactor` of a SAML assertion, or `SecondFactor` among the
 * `principal_tags` of the claim `https://aws.amazon.com/tags` of an OpenID Connect token.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export const SecondFactorTag = 'SecondFactor';

/** People whom an identity provider of the account names. */
export interface FederatedPeople {
  /** ARN of the account's IAM identity provider: `arn:…:saml-provider/NAME` or `arn:…:oidc-provider/HOST`. */
  providerArn: string;
  /**
   * Whom assertions and tokens have to be for. OpenID Connect: the client id, which is needed. SAML: AWS's sign-in address, the
   * default.
   */
  audience?: string;
  /** Who: the `sub` of tokens or the `NameID` of assertions, each in full; from one on. */
  subjects: string[];
}

/** Whether a provider gives tokens of OpenID Connect, not assertions of SAML. */
export const isOpenId = (providerArn: string): boolean => providerArn.includes(':oidc-provider/');

const ProviderArn = /^arn:aws[a-z-]*:iam::(\d{12}):(saml-provider\/[\w._-]{1,128}|oidc-provider\/[\w./:-]+)$/;

/** What is wrong with people whom an identity provider names; a sentence each. */
export function federatedFaults(
  { providerArn, audience, subjects }: FederatedPeople,
  accountId: string,
): string[] {
  const provider = JSON.stringify(providerArn);
  const owner = ProviderArn.exec(providerArn)?.[1];
  return [
    ...(owner === undefined
      ? [`${provider} is no identity provider; give the ARN of a saml-provider or an oidc-provider`]
      : owner === accountId
        ? []
        : [
            `${provider} is of account ${owner}; a role trusts the identity providers of its own account, ${accountId}`,
          ]),
    ...(isOpenId(providerArn) && audience === undefined
      ? [`${provider} gives tokens to many clients; give the id of one as audience`]
      : []),
    ...(subjects.length === 0
      ? [
          `${provider} is to name nobody; give subjects, because without them it lets in everybody who has a token`,
        ]
      : []),
    ...subjects
      .filter((subject) => subject.trim() === '' || /[*?]|\$\{/.test(subject))
      .map((subject) => `${JSON.stringify(subject)} is nobody; give each subject in full, without * and ?`),
  ];
}
