/** A value that whoever runs a query has to give. */
export interface QueryParameter {
  /** What it is, with an example as Athena takes it: texts in single quotes. */
  readonly about: string;
}

/** A question to the log files, in Athena's SQL. */
export interface SavedQuery {
  /** As the list of saved queries has it; lower-case words with hyphens. */
  readonly name: string;
  /** What is looked for, and what it tells, in a sentence. */
  readonly about: string;
  /** What it is given beside accounts and days, in the order of its `?`. */
  readonly parameters?: readonly QueryParameter[];
  /**
   * Selects from `single`, where each event is a row of the answer, and has the columns `first`, `last`, `count`, `account_id`,
   * `region`, `caller`, `source_address`, `action`, `outcome`, `detail`, `event_id` and `file`; or further common table
   * expressions and, after them, such a SELECT.
   */
  readonly sql: string;
}

/** Declares a saved query. */
export const defineSavedQuery = (query: SavedQuery): SavedQuery => query;

/** The columns of every answer, in their order. */
export const answerColumns = [
  'first',
  'last',
  'count',
  'account_id',
  'region',
  'caller',
  'source_address',
  'action',
  'outcome',
  'detail',
  'event_id',
  'file',
] as const;

/** What each query is asked of. */
export interface QueriedTable {
  readonly databaseName: string;
  readonly tableName: string;
  /** Whether a query names its account: the table knows of none by itself. */
  readonly namesAccount: boolean;
}

const account: QueryParameter = { about: "account, such as '111111111111'" };
const days: readonly QueryParameter[] = [
  { about: "first day, such as '2026/03/01'" },
  { about: "last day, such as '2026/03/31'" },
];

/** All that a query is given, in the order of its `?`. */
export function parametersOf(
  { parameters = [] }: SavedQuery,
  { namesAccount }: QueriedTable,
): QueryParameter[] {
  return [...(namesAccount ? [account] : []), ...days, ...parameters];
}

/** What the list of saved queries says of one; Athena takes 1,024 characters. */
export function descriptionOf(query: SavedQuery, table: QueriedTable): string {
  const given = parametersOf(query, table).map(({ about }, index) => `${index + 1}. ${about}`);
  return `${query.about} Parameters: ${given.join('; ')}.`;
}

/**
 * Who called: a role and not each of its sessions, so that callers can be counted. A service that calls by itself has neither
 * an ARN nor a name.
 */
const caller = `coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn, useridentity.invokedby,
      useridentity.username, useridentity.principalid, useridentity.accountid, useridentity.type, 'nobody')`;

/** The text of a query: the events of the days and accounts that are asked about, and the question after them. */
export function textOf(query: SavedQuery, { databaseName, tableName, namesAccount }: QueriedTable): string {
  const own = query.sql.trim();
  // What the query defines itself comes after the events.
  const rest = own.startsWith('WITH ') ? `, ${own.slice('WITH '.length)}` : `\n${own}`;
  const within = `${namesAccount ? 'account = ? AND ' : ''}day BETWEEN ? AND ?`;
  return `WITH single AS (
  SELECT time, time AS first, time AS last, 1 AS count, account_id, region, caller, source_address,
    concat(split_part(event_source, '.', 1), ':', event_name) AS action, coalesce(error_code, '') AS outcome,
    event_id, event_name, event_source, event_type, user_agent, error_code, error_message, read_only, caller_type,
    invoked_by, request, response, additional, resource, file
  FROM (
    SELECT from_iso8601_timestamp(eventtime) AS time, recipientaccountid AS account_id, awsregion AS region,
      ${caller} AS caller,
      sourceipaddress AS source_address, eventid AS event_id, eventname AS event_name, eventsource AS event_source,
      eventtype AS event_type, useragent AS user_agent, errorcode AS error_code, errormessage AS error_message,
      readonly AS read_only, useridentity.type AS caller_type, useridentity.invokedby AS invoked_by,
      requestparameters AS request, responseelements AS response, additionaleventdata AS additional,
      array_join(transform(resources, named -> named.arn), ' ') AS resource, "$path" AS file
    FROM "${databaseName}"."${tableName}"
    WHERE ${within}
  )
)${rest}
ORDER BY first, event_id`;
}
