// Made from api/openapi.json by `pnpm run docs`.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process answers
         * @description For a supervisor, which starts it again when it does not.
         */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the metrics of this process
         * @description In the text format of Prometheus, which sends the key by `authorization.credentials` of its configuration. Requests, durations and streams are those of the process that answers; jobs, verdicts, exceptions and reviews are of all.
         */
        get: operations["readMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the service can do its work now
         * @description For a load balancer, which sends requests elsewhere while it cannot.
         */
        get: operations["readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description Newest first, those that were refused or failed included.
         */
        get: operations["listAccounts"];
        put?: never;
        /**
         * Vend an account
         * @description Previews the account and its baseline with every mandatory control, creates them when none objects, then audits. Sending the same request again never makes a second account: it answers with the job that makes the first. A request that was refused or failed is tried again, with another name or unit if they were the fault.
         */
        post: operations["vendAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account
         * @description Its state, and once AWS has made it its 12 digits.
         */
        get: operations["readAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}/audits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Audit an account now
         * @description Reads the live account and judges it by every control. The audit can be read at once; its report comes with the end of the job.
         */
        post: operations["auditAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close an account in quarantine
         * @description Always waits for an approval: 90 days later AWS deletes all that is in it. AWS allows a tenth of the members in 30 days, at least 10. Refused for an account that is not in quarantine, or that the organization rests on.
         */
        post: operations["closeAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring an account to its baseline again
         * @description Previews its stack with every mandatory control, applies what differs, then audits.
         */
        post: operations["deployAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move an account to another unit
         * @description By its stack, so that the move is previewed and stays. It is the way out of quarantine, too.
         */
        post: operations["moveAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put an account in quarantine
         * @description Moves it to the quarantine unit that the stack `organization` makes: nobody in it may do anything but the roles that deploy and audit. Moving it to another unit undoes it.
         */
        post: operations["quarantineAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/adopt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adopt an account that is there already
         * @description Takes an account of the organization into a stack as it is, in its unit, and brings it to the baseline. Nothing in it is replaced or removed: a plan that would is refused.
         */
        post: operations["adoptAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List acts
         * @description Newest first: every request that changes something, done or refused, and every end of a job.
         */
        get: operations["listActs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/acts/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the record of acts
         * @description JSON Lines, each line as it was written and with the SHA-256 of the line before it. `node packages/evidence/src/verify-lines.ts FILE` verifies it without the service.
         */
        get: operations["exportActs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/acts/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read where the record of acts ends
         * @description Kept elsewhere, it shows later that nothing was cut off the end of an exported record.
         */
        get: operations["readHeadOfActs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Newest first, those that have expired or were revoked included.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description Its text is in this answer alone. A limited key may not have the role admin.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API key
         * @description What it may do and how long, not its secret.
         */
        get: operations["readApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description It stops working at once, and in other processes of the service within a second. What was revoked stays as it is.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace an API key by a new one
         * @description The new one has the same name, roles and limits, and its text is in this answer alone. The one before works on for as many hours as are asked for, if it does not expire before.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List approvals
         * @description Newest first; `state=pending` lists what people have to decide on.
         */
        get: operations["listApprovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an approval
         * @description The plan, what it is bound to, and what people have said to it.
         */
        get: operations["readApproval"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audits
         * @description Newest first, without their reports, which each audit has.
         */
        get: operations["listAudits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audits/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an audit
         * @description Its report is there once it is complete, or partial: what could not be read is unknown.
         */
        get: operations["readAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List bundles of evidence
         * @description Newest first, without their files.
         */
        get: operations["listEvidence"];
        put?: never;
        /**
         * Collect the evidence of a time in one file
         * @description Findings, exceptions, proofs of the log files, jobs, acts, reviews, incidents and digests of states, with a manifest of their hashes. What belongs in it and could not be read is named in the job’s result and in the file.
         */
        post: operations["collectEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what is known of a bundle
         * @description Its time, its size, and the hashes by which it is known.
         */
        get: operations["readEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a bundle
         * @description A ZIP file, kept until `expiresAt`. `trailguard evidence verify FILE` proves it offline. It holds the record of acts, so it takes the same role.
         */
        get: operations["downloadEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List exceptions
         * @description Those of the file of exceptions, each with the days that are left by the clock of AWS, and what it accepts in the last audit of each account.
         */
        get: operations["listExceptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List findings
         * @description Of the last audit of each account that is not closed what did not pass, the gravest first. What concerns the whole organization is found by the audit of each account.
         */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List incidents
         * @description By their ids, each with whether its record is whole.
         */
        get: operations["listIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an incident
         * @description Its entries, and what its chain of hashes proves of them.
         */
        get: operations["readIncident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs
         * @description Newest first, those of every account and of the organization.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a job
         * @description Its state, and once it has ended its result or error.
         */
        get: operations["readJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve the plan of a job
         * @description The job goes on once as many people have approved as are needed. It applies just what was approved: when program, settings, state, exceptions, policy results or the plan itself are others by then, it ends as APPROVAL_STALE.
         */
        post: operations["approveJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job
         * @description What is being created finishes and is recorded; nothing further is begun. Processes that have not come to a safe end after TRAILGUARD_STOP_SECONDS are killed, and the next job of the stack finds out what they did.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a job's events
         * @description Server-sent events from the first on, or after Last-Event-ID. The stream ends after `ended`, and within seconds when the key or token with which it was opened is no longer valid. A client that has had them all is answered 204, which tells an EventSource not to come again.
         */
        get: operations["followJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject the plan of a job
         * @description The job ends as refused, with the reason. Whoever asked for it may do so, too.
         */
        post: operations["rejectJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the report of a job
         * @description Of a job that previews the organization: controls, findings and scores over all stacks, in the form `trailguard.run/1` that the command line writes as JSON. Of one that verifies logs: every hour of every account and Region, in the form `trailguard.integrity/1`.
         */
        get: operations["readJobReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/report/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the report of a job as a page
         * @description Of a job that verifies logs: a page with a calendar of accounts by hours and all that is wrong. It needs nothing else, and is a file to be kept.
         */
        get: operations["readJobReportPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a job that failed again
         * @description Queues a new job that does the same; `repeats` names the one that failed. It first finds out what that one had done, then previews what is left, and waits for approval as any other. What destroys or closes is asked for anew at its own route.
         */
        post: operations["requeueJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/log-verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify the log files of the organization
         * @description Proves hour by hour, for every account and Region, that the log files of the organization trail are complete and as CloudTrail delivered them. Its report is at `/v1/jobs/{id}/report`; audits read its result as evidence (OPS-07), and webhooks are told by `logs.not-proven` where something is wrong.
         */
        post: operations["verifyLogs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organization/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring the organization to its baseline
         * @description Log archive, organization trail and threat detection, in this order; each is previewed first.
         */
        post: operations["deployOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organization/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview all stacks of the organization
         * @description With the policy pack, as one job with one report, which is at `/v1/jobs/{id}/report`. Nothing is changed in AWS.
         */
        post: operations["previewOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the calendar of reviews
         * @description Every kind of review with its last record and when it is due again, by the clock of AWS. Those that are overdue are told to webhooks by `review.overdue`, once for each time that they are due.
         */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the records of reviews and verifications
         * @description Newest first, those that the service keeps. The `hash` of the newest, kept elsewhere, shows later that none is missing.
         */
        get: operations["listRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/sign-offs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign off a review
         * @description The caller accepts what others have done, and none of them is the caller. The record is only ever appended to, each line with the SHA-256 of the one before; audits read it as evidence.
         */
        post: operations["signOffReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List schedules
         * @description Newest first.
         */
        get: operations["listSchedules"];
        put?: never;
        /**
         * Make a schedule
         * @description Its work begins within a minute of each time. What still runs from the time before is not begun again beside it, and what a service that was down has missed begins once.
         */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a schedule
         * @description What it does, when it last began, and when it begins next.
         */
        get: operations["readSchedule"];
        put?: never;
        post?: never;
        /**
         * End a schedule
         * @description Jobs that it has begun go on.
         */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List stacks
         * @description Those of the organization on the first page, then those of accounts, newest first.
         */
        get: operations["listStacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stacks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a stack
         * @description What it is of, and its state after the last job.
         */
        get: operations["readStack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stacks/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export a stack's state
         * @description As `pulumi stack export` writes it and the last job left it, with `[secret]` for every secret: to read and to compare, not to import.
         */
        get: operations["exportStack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stacks/{id}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview, update, refresh, compare or destroy a stack
         * @description Whatever changes something is previewed first with every mandatory control, and compared with what the organization logs, watches and protects now.
         */
        post: operations["runStack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stacks/{id}/outputs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a stack's outputs
         * @description As the last job left them. A secret is `[secret]`; only Pulumi itself shows it.
         */
        get: operations["readStackOutputs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description Newest first.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Make a webhook
         * @description What it is told is signed as [Standard Webhooks](https://www.standardwebhooks.com) says, by a secret that is in this answer alone. What is not taken is sent again seven times within about a day.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook
         * @description What it is told and where, not its secret.
         */
        get: operations["readWebhook"];
        put?: never;
        post?: never;
        /**
         * End a webhook
         * @description What it was still to be told is not sent any more.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a webhook was told
         * @description Newest first; `state=dead` lists what it did not take.
         */
        get: operations["listWebhookMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/revive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send dead messages again
         * @description All that the webhook did not take, from the first attempt on.
         */
        post: operations["reviveWebhookMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description An account that the service vends or has vended
         * @example {
         *       "id": "1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e",
         *       "name": "payments",
         *       "email": "payments@example.com",
         *       "organizationalUnitId": "ou-ab12-abcdefgh",
         *       "state": "ready",
         *       "accountId": "444455556666",
         *       "createdAt": "2026-01-31T09:00:00.000Z",
         *       "nextAuditAt": "2026-01-31T10:00:00.000Z"
         *     }
         */
        Account: {
            /** @description null until AWS has made the account */
            accountId: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Lower case, as AWS compares addresses */
            email: string;
            /**
             * Format: uuid
             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
             */
            id: string;
            name: string;
            /** @description When it is audited again by itself, by the clock of AWS: a result of its latest audit is pending until then. null when none is pending, or when it was still pending after several audits in a row */
            nextAuditAt: string | null;
            organizationalUnitId: string;
            /**
             * @description refused: a mandatory control forbade it and nothing was created
             * @enum {unknown}
             */
            state: "requested" | "ready" | "refused" | "failed" | "quarantined" | "closed";
        };
        /**
         * @description Something that was done through the service, or refused
         * @example {
         *       "sequence": 1,
         *       "at": "2026-01-31T09:00:00.000Z",
         *       "by": {
         *         "kind": "api-key",
         *         "subject": "api-key:platform",
         *         "name": "platform"
         *       },
         *       "act": "vendAccount",
         *       "on": {
         *         "account": "1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e",
         *         "job": "6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21"
         *       },
         *       "outcome": "done",
         *       "request": "9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
         *       "body": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
         *       "previous": null
         *     }
         */
        Act: {
            /** @description The operation of this document, or what the service does by itself: `endJob`, `tellOverdueReview`, `keepEvidence` */
            act: string;
            /**
             * Format: date-time
             * @description By the clock of the database
             */
            at: string;
            /** @description SHA-256 of method, path and body */
            body: string | null;
            /** @description Who asked; null: the service itself */
            by: {
                /** @enum {unknown} */
                kind: "api-key" | "token";
                name: string;
                /** @description Stays the same when a key is rotated or a token renewed */
                subject: string;
            } | null;
            /** @description Ids of what it was done to, by kind */
            on: {
                [key: string]: string | null;
            };
            /** @description `done`, or the code of the problem that was answered; of `endJob` the state or error of the job, of `tellOverdueReview` `overdue` */
            outcome: string;
            /** @description SHA-256 of the line before; null in the first */
            previous: string | null;
            /** @description Id of the request, as in the log */
            request: string | null;
            /** @description Counts from 1 without gaps */
            sequence: number;
        };
        /**
         * @description A key that is valid or was; never its secret
         * @example {
         *       "id": "0123456789ab",
         *       "name": "pipeline",
         *       "roles": [
         *         "read",
         *         "propose"
         *       ],
         *       "limits": {
         *         "accounts": [],
         *         "organizationalUnits": [
         *           "ou-ab12-abcdefgh"
         *         ]
         *       },
         *       "createdBy": "platform",
         *       "createdAt": "2026-01-31T09:00:00.000Z",
         *       "expiresAt": "2026-05-01T09:00:00.000Z",
         *       "revokedAt": null
         *     }
         */
        ApiKey: {
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
            /** @description Who made it; null for one that was made beside the service */
            createdBy: string | null;
            /**
             * Format: date-time
             * @description From then on it does not work
             */
            expiresAt: string;
            /** @description the id of an API key, 12 hexadecimal digits */
            id: string;
            /** @description null: not limited */
            limits: {
                /** @description AWS accounts, 12 digits each */
                accounts: string[];
                /** @description Accounts directly in these; units below them are not meant */
                organizationalUnits: string[];
            } | null;
            name: string;
            revokedAt: string | null;
            roles: ("read" | "audit" | "propose" | "approve" | "operate" | "admin")[];
        };
        /**
         * @description A plan that waits, or waited, for people
         * @example {
         *       "id": "d6f4c3a2-9a1b-4a2e-8a56-3f7d1c2b4e5f",
         *       "job": "6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21",
         *       "stack": "security organization",
         *       "state": "pending",
         *       "reasons": [
         *         "requested"
         *       ],
         *       "binding": {
         *         "plan": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
         *       },
         *       "plan": {
         *         "changes": {
         *           "create": 2,
         *           "same": 40
         *         },
         *         "blackouts": [],
         *         "advice": []
         *       },
         *       "needed": 1,
         *       "decisions": [],
         *       "createdAt": "2026-01-31T09:00:00.000Z",
         *       "expiresAt": "2026-02-01T09:00:00.000Z"
         *     }
         */
        Approval: {
            /** @description What is approved, as digests by part, such as program, state and plan; the apply takes them anew and refuses when any moved */
            binding: {
                [key: string]: string;
            };
            /** Format: date-time */
            createdAt: string;
            /** @description What people have said, the first first */
            decisions: {
                /** Format: date-time */
                at: string;
                by: string;
                /** @enum {unknown} */
                decision: "approve" | "reject";
                reason: string;
            }[];
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: uuid
             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
             */
            id: string;
            /**
             * Format: uuid
             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
             */
            job: string;
            /** @description People who must approve, without the one who asked */
            needed: number;
            /** @description What the preview showed: changes by step, blackouts, advice of policies */
            plan: {
                [key: string]: unknown;
            };
            /** @description Why people are asked: the request or a setting wants it, exceptions let logging or detection be lost, or it cannot be undone */
            reasons: ("requested" | "every-change" | "blackout" | "irreversible")[];
            /** @description Folder and name of the stack that is to be changed */
            stack: string;
            /**
             * @description used: the apply has begun; withdrawn: the job ended otherwise; approved: enough people have approved it, and it holds until it expires
             * @enum {unknown}
             */
            state: "pending" | "approved" | "rejected" | "expired" | "withdrawn" | "used";
        };
        /**
         * @description Verdicts of the controls on one live account
         * @example {
         *       "id": "c3a8bb0c-8a0d-4d9b-8df5-5f4d1c5a7a10",
         *       "account": "1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e",
         *       "job": "6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21",
         *       "state": "complete",
         *       "report": {
         *         "score": 100,
         *         "complete": true,
         *         "counts": {
         *           "pass": 20
         *         },
         *         "controls": [],
         *         "results": []
         *       },
         *       "createdAt": "2026-01-31T09:00:00.000Z",
         *       "endedAt": "2026-01-31T09:00:05.000Z"
         *     }
         */
        Audit: {
            /**
             * Format: uuid
             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
             */
            account: string;
            /** Format: date-time */
            createdAt: string;
            endedAt: string | null;
            /**
             * Format: uuid
             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
             */
            id: string;
            /**
             * Format: uuid
             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
             */
            job: string;
            /** @description Once it is complete or partial: score, counts by status, controls with how to fix them, and a result for each subject */
            report: {
                [key: string]: unknown;
            } | null;
            /**
             * @description partial: some facts could not be read; those controls are unknown, never passed
             * @enum {unknown}
             */
            state: "queued" | "running" | "complete" | "partial" | "failed";
        };
        /**
         * @description One file of all that shows what was done and found in a time
         * @example {
         *       "id": "6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21",
         *       "from": "2026-01-01T00:00:00.000Z",
         *       "to": "2026-04-01T00:00:00.000Z",
         *       "size": 1482113,
         *       "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
         *       "manifestSha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "createdAt": "2026-04-01T09:00:00.000Z",
         *       "expiresAt": "2026-06-30T09:00:00.000Z"
         *     }
         */
        EvidenceBundle: {
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When its file is deleted; all else that is here stays
             */
            expiresAt: string;
            /** Format: date-time */
            from: string;
            /**
             * Format: uuid
             * @description That of the job that made it
             */
            id: string;
            /** @description Of its manifest; kept elsewhere, it shows that no other file was put in its place */
            manifestSha256: string;
            /** @description Of the file */
            sha256: string;
            /** @description Bytes */
            size: number;
            /** Format: date-time */
            to: string;
        };
        /**
         * @description A review that was signed off, or what a job verified
         * @example {
         *       "sequence": 1,
         *       "at": "2026-01-31T09:00:00.000Z",
         *       "by": {
         *         "kind": "token",
         *         "subject": "token:https://idp.example.com:bob",
         *         "name": "bob@example.com"
         *       },
         *       "job": null,
         *       "record": {
         *         "id": "findings-review-2026-01-31",
         *         "kind": "findings-review",
         *         "at": "2026-01-31T08:30:00.000Z",
         *         "by": [
         *           "alice@example.com"
         *         ],
         *         "signedOffBy": "bob@example.com",
         *         "outcome": "passed",
         *         "counts": {
         *           "high": 1,
         *           "low": 4
         *         },
         *         "actions": [
         *           "the probe of the test host is wanted"
         *         ],
         *         "reference": "https://tickets.example.com/SEC-200"
         *       },
         *       "previous": null,
         *       "hash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
         *     }
         */
        EvidenceRecord: {
            /**
             * Format: date-time
             * @description When it was written, by the clock of the database
             */
            at: string;
            /** @description Who signed it; null: a job */
            by: {
                /** @enum {unknown} */
                kind: "api-key" | "token";
                name: string;
                /** @description Stays the same when a key is rotated or a token renewed */
                subject: string;
            } | null;
            /** @description SHA-256 of its own line */
            hash: string;
            /** @description Id of the job that wrote it */
            job: string | null;
            /** @description SHA-256 of the line before; null in the first */
            previous: string | null;
            /** @description As docs/records.md describes it */
            record: {
                /** @description What was decided or done in consequence. */
                actions?: string[];
                /** @description When it was finished: 2026-06-15, or 2026-06-15T09:30:00Z */
                at: string;
                /** @description Who did it: people or jobs. */
                by: string[];
                /** @description Numbers it found, such as findings by severity. */
                counts?: {
                    [key: string]: number;
                };
                /** @description What was looked at or done, such as selectors, bucket, key. */
                covers?: string[];
                /** @description Unique among all records; letters, digits, dots, dashes and underscores. */
                id: string;
                /**
                 * @description What it is evidence of.
                 * @enum {unknown}
                 */
                kind: "trail-review" | "findings-review" | "suppression-review" | "access-review" | "feature-review" | "log-validation" | "drift-check" | "log-query-test" | "alert-test" | "restore-test" | "threat-hunt" | "incident" | "sign-off";
                /** @description When it must be done again; a day counts to its end: 2026-06-15, or 2026-06-15T09:30:00Z */
                nextDue?: string;
                /**
                 * @description Whether what was tested worked, or what was reviewed was accepted.
                 * @enum {unknown}
                 */
                outcome: "passed" | "failed";
                /** @description Where it is kept in full: a ticket, a report, an object of the archive. */
                reference: string;
                /** @description Accounts, account/region pairs, ARNs, stacks or findings it speaks of; * stands for any text. Default: the whole organization. */
                scope?: string[];
                /** @description Who accepted it. */
                signedOffBy?: string;
            };
            /** @description Counts from 1 without gaps */
            sequence: number;
        };
        /**
         * @description Work that was asked for: queued, in progress or done
         * @example {
         *       "id": "6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21",
         *       "kind": "vend-account",
         *       "state": "running",
         *       "step": "preview account",
         *       "attempt": 1,
         *       "timeoutSeconds": 7200,
         *       "repeats": null,
         *       "account": "1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e",
         *       "approval": null,
         *       "result": null,
         *       "error": null,
         *       "requestedBy": "platform",
         *       "createdAt": "2026-01-31T09:00:00.000Z",
         *       "startedAt": "2026-01-31T09:00:01.000Z",
         *       "endedAt": null
         *     }
         */
        Job: {
            /** @description Id of the account it is about; null for the organization */
            account: string | null;
            /** @description Id of the approval that it waits for; null when it waits for none */
            approval: string | null;
            /** @description Times it was begun; more than 1 after a crash */
            attempt: number;
            /** Format: date-time */
            createdAt: string;
            endedAt: string | null;
            error: {
                /** @description Stable, for programs */
                code: string;
                /** @description Ids of the controls that forbade it */
                controls?: string[];
                message: string;
            } | null;
            /**
             * Format: uuid
             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
             */
            id: string;
            /** @enum {unknown} */
            kind: "deploy-organization" | "preview-organization" | "vend-account" | "adopt-account" | "update-account" | "move-account" | "quarantine-account" | "close-account" | "audit-account" | "preview-stack" | "update-stack" | "refresh-stack" | "detect-drift" | "destroy-stack" | "verify-logs" | "collect-evidence";
            /** @description Id of the job that failed and that this one does again; null for all others */
            repeats: string | null;
            /** @description Name of the API key; null for an audit that became due by itself */
            requestedBy: string | null;
            /** @description What it came to, once it has succeeded; of an audit its id, score and counts */
            result: {
                [key: string]: unknown;
            } | null;
            startedAt: string | null;
            /**
             * @description awaiting-approval: people have to decide on its plan. refused: a mandatory control forbade the change, or people did, and it was not applied
             * @enum {unknown}
             */
            state: "queued" | "running" | "awaiting-approval" | "succeeded" | "refused" | "failed" | "canceled";
            /** @description What it is doing, such as `preview account`; null before it starts */
            step: string | null;
            /** @description How long one attempt may take; then it fails as TIMEOUT */
            timeoutSeconds: number;
        };
        /** @description Why a request was not done (RFC 9457) */
        Problem: {
            /** @description What it was this time, and the way out */
            detail: string;
            /** @description Every field that is not valid, with what it should be */
            errors?: {
                field: string;
                message: string;
            }[];
            /**
             * Format: uri
             * @description urn:uuid: and the id of the request, as in the log
             */
            instance: string;
            status: number;
            /** @description The same for every problem of this type */
            title: string;
            /**
             * @description What went wrong; stable, for programs
             * @enum {unknown}
             */
            type: "urn:trailguard:error:VALIDATION" | "urn:trailguard:error:MALFORMED_BODY" | "urn:trailguard:error:BAD_REQUEST" | "urn:trailguard:error:UNAUTHORIZED" | "urn:trailguard:error:FORBIDDEN" | "urn:trailguard:error:NOT_FOUND" | "urn:trailguard:error:NO_SUCH_ROUTE" | "urn:trailguard:error:METHOD_NOT_ALLOWED" | "urn:trailguard:error:REQUEST_TIMEOUT" | "urn:trailguard:error:ACCOUNT_EXISTS" | "urn:trailguard:error:ACCOUNT_NOT_READY" | "urn:trailguard:error:JOB_ENDED" | "urn:trailguard:error:JOB_NOT_REPEATABLE" | "urn:trailguard:error:ACCOUNT_NOT_IN_ORGANIZATION" | "urn:trailguard:error:SCHEDULE_EXISTS" | "urn:trailguard:error:NO_LOG_READER" | "urn:trailguard:error:NO_EVIDENCE" | "urn:trailguard:error:NO_INCIDENT_RECORD" | "urn:trailguard:error:EVIDENCE_EXPIRED" | "urn:trailguard:error:INCIDENTS_UNREADABLE" | "urn:trailguard:error:EXCEPTIONS_UNUSABLE" | "urn:trailguard:error:RECORDS_UNUSABLE" | "urn:trailguard:error:NOT_AWAITING_APPROVAL" | "urn:trailguard:error:APPROVER_IS_PROPOSER" | "urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE" | "urn:trailguard:error:PRECONDITION_FAILED" | "urn:trailguard:error:API_KEY_ENDED" | "urn:trailguard:error:BODY_TOO_LARGE" | "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE" | "urn:trailguard:error:HEADERS_TOO_LARGE" | "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED" | "urn:trailguard:error:TOO_MANY_REQUESTS" | "urn:trailguard:error:INTERNAL" | "urn:trailguard:error:AWS_UNAVAILABLE" | "urn:trailguard:error:IDENTITY_UNAVAILABLE" | "urn:trailguard:error:UNAVAILABLE";
        };
        /**
         * @description Work that begins by itself
         * @example {
         *       "id": "0f7e2c1a-4b3d-4c5e-9f8a-7b6c5d4e3f2a",
         *       "name": "nightly-audit",
         *       "cron": "30 2 * * *",
         *       "timeZone": "Europe/Zurich",
         *       "work": {
         *         "act": "audit"
         *       },
         *       "createdBy": "platform",
         *       "createdAt": "2026-01-31T09:00:00.000Z",
         *       "nextRunAt": "2026-02-01T01:30:00.000Z",
         *       "lastRunAt": null
         *     }
         */
        Schedule: {
            /** Format: date-time */
            createdAt: string;
            /** @description Who made it; its jobs are taken to be asked for by them, so that somebody else approves their plans */
            createdBy: string;
            /** @description minute, hour, day of the month, month and day of the week, as crontab has them, such as 30 6 * * 1-5 */
            cron: string;
            /**
             * Format: uuid
             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
             */
            id: string;
            /** @description null before it first began */
            lastRunAt: string | null;
            /** @description 1 to 63 lower-case letters, digits and dashes; no two schedules have one name */
            name: string;
            /** Format: date-time */
            nextRunAt: string;
            /** @description a name of the IANA database, such as Europe/Zurich */
            timeZone: string;
            /** @description What begins, and what it is about */
            work: {
                /**
                 * Format: uuid
                 * @description of audit and drift: this account alone
                 */
                account?: string;
                /**
                 * @description audit: of every account, or of one. drift: compares every stack with what is there, or one. preview-organization: all stacks with the policy pack, in one report. verify-logs: all log files since the time before
                 * @enum {unknown}
                 */
                act: "audit" | "drift" | "preview-organization" | "verify-logs";
                /** @description of drift: whether what was changed beside the programs is put back, always by approval */
                reapply?: boolean;
                /**
                 * @description of drift: this stack of the organization alone
                 * @enum {unknown}
                 */
                stack?: "log-archive" | "organization" | "security";
            };
        };
        /**
         * @description A Pulumi stack that the service runs
         * @example {
         *       "id": "security",
         *       "project": "trailguard-security",
         *       "name": "organization",
         *       "account": null,
         *       "state": {
         *         "serial": 3,
         *         "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *         "resources": 41,
         *         "recordedAt": "2026-01-31T09:00:00.000Z",
         *         "job": "6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21"
         *       }
         *     }
         */
        Stack: {
            /** @description The account that it is of; null for one that exists once */
            account: string | null;
            /** @description log-archive, organization, security, or the id of an account for the stack of that account */
            id: string;
            /** @description Pulumi's name of the stack */
            name: string;
            /** @description Pulumi's name of the program */
            project: string;
            /** @description null until a job has applied, refreshed or destroyed it */
            state: {
                /** @description SHA-256 of all resources and pending operations */
                digest: string;
                /** @description The job that recorded it */
                job: string | null;
                /** Format: date-time */
                recordedAt: string;
                resources: number;
                /** @description Counts the states that differ from the one before */
                serial: number;
            } | null;
        };
        /**
         * @description Where somebody wants to be told of jobs
         * @example {
         *       "id": "5b1d7c3e-2f4a-4b6c-8d9e-0a1b2c3d4e5f",
         *       "url": "https://hooks.example.com/trailguard",
         *       "events": [
         *         "job.ended"
         *       ],
         *       "createdBy": "platform",
         *       "createdAt": "2026-01-31T09:00:00.000Z"
         *     }
         */
        Webhook: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** @description What it is told */
            events: ("job.awaiting-approval" | "job.ended" | "logs.not-proven" | "review.overdue")[];
            /**
             * Format: uuid
             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
             */
            id: string;
            /**
             * Format: uri
             * @description https, without a user name; its host must be at addresses of the public internet alone, and redirects are not followed
             */
            url: string;
        };
        /**
         * @description Something that a webhook is told
         * @example {
         *       "id": "8c2e4d6f-1a3b-4c5d-9e7f-2b4d6f8a0c1e",
         *       "webhook": "5b1d7c3e-2f4a-4b6c-8d9e-0a1b2c3d4e5f",
         *       "event": "job.ended",
         *       "state": "delivered",
         *       "attempts": 1,
         *       "outcome": "answered 204",
         *       "createdAt": "2026-01-31T09:00:00.000Z"
         *     }
         */
        WebhookMessage: {
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            /** @enum {unknown} */
            event: "job.awaiting-approval" | "job.ended" | "logs.not-proven" | "review.overdue";
            /**
             * Format: uuid
             * @description sent as `webhook-id`, the same at each attempt
             */
            id: string;
            /** @description What came of the last attempt; null before the first */
            outcome: string | null;
            /**
             * @description dead: it was not taken by the last attempt, or the address is none of the public internet
             * @enum {unknown}
             */
            state: "pending" | "delivered" | "dead";
            /**
             * Format: uuid
             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
             */
            webhook: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checks: {
                            /** @description It answers within two seconds */
                            database: boolean;
                            /** @description The folder of jobs is there and has half a gibibyte free */
                            disk: boolean;
                            /** @description The database has the schema of this release */
                            migrations: boolean;
                            /** @description Jobs are taken; not while the service is told to stop */
                            queue: boolean;
                        };
                        /** @enum {unknown} */
                        status: "ok" | "unavailable";
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It cannot, and what it lacks */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checks: {
                            /** @description It answers within two seconds */
                            database: boolean;
                            /** @description The folder of jobs is there and has half a gibibyte free */
                            disk: boolean;
                            /** @description The database has the schema of this release */
                            migrations: boolean;
                            /** @description Jobs are taken; not while the service is told to stop */
                            queue: boolean;
                        };
                        /** @enum {unknown} */
                        status: "ok" | "unavailable";
                    };
                };
            };
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description the `next` of the page before */
                after?: string;
                /** @description an e-mail address; the account that has it alone is listed */
                email?: string;
                /** @description Items on a page */
                limit?: number;
                /** @description an organizational unit; accounts directly in it alone are listed */
                organizationalUnitId?: string;
                /** @description a time such as 2026-01-31T09:00:00Z; nothing older is listed */
                since?: string;
                /** @description Accounts in this state alone */
                state?: "requested" | "ready" | "refused" | "failed" | "quarantined" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of accounts */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Account"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    vendAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The account to vend */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "payments",
                 *       "email": "payments@example.com",
                 *       "organizationalUnitId": "ou-ab12-abcdefgh"
                 *     }
                 */
                "application/json": {
                    /** @description whether the job waits, after its preview, until somebody else has approved its plan; false where it is left out, and a plan that always needs an approval waits all the same */
                    approval?: boolean;
                    /**
                     * Format: email
                     * @description an e-mail address of 6 to 64 ASCII characters that no other AWS account has, such as payments@example.com; it becomes that of the root user
                     */
                    email: string;
                    /** @description 1 to 50 letters, digits, spaces, dots, underscores and dashes, the first a letter or digit */
                    name: string;
                    /** @description the id of an organizational unit (ou-…) or of the root (r-…) */
                    organizationalUnitId: string;
                };
            };
        };
        responses: {
            /** @description The account, and the job that makes it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: components["schemas"]["Account"];
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ACCOUNT_EXISTS`: The e-mail address belongs to another account. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:ACCOUNT_EXISTS",
                     *       "title": "The e-mail address belongs to another account",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. `AWS_UNAVAILABLE`: AWS cannot be asked. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auditAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audit, and the job that makes it */
            202: {
                headers: {
                    /** @description Where to read the audit */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        audit: components["schemas"]["Audit"];
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ACCOUNT_NOT_READY`: The account is not there to be worked on. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:ACCOUNT_NOT_READY",
                     *       "title": "The account is not there to be worked on",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        /** @description What the change needs */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "approval": true
                 *     }
                 */
                "application/json": {
                    /** @description whether the job waits, after its preview, until somebody else has approved its plan; false where it is left out, and a plan that always needs an approval waits all the same */
                    approval?: boolean;
                };
            };
        };
        responses: {
            /** @description The account, and the job that changes it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: components["schemas"]["Account"];
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ACCOUNT_NOT_READY`: The account is not there to be worked on. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:ACCOUNT_NOT_READY",
                     *       "title": "The account is not there to be worked on",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deployAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        /** @description What the change needs */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "approval": true
                 *     }
                 */
                "application/json": {
                    /** @description whether the job waits, after its preview, until somebody else has approved its plan; false where it is left out, and a plan that always needs an approval waits all the same */
                    approval?: boolean;
                };
            };
        };
        responses: {
            /** @description The account, and the job that changes it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: components["schemas"]["Account"];
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ACCOUNT_NOT_READY`: The account is not there to be worked on. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:ACCOUNT_NOT_READY",
                     *       "title": "The account is not there to be worked on",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    moveAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        /** @description Where it goes */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organizationalUnitId": "ou-ab12-abcdefgh"
                 *     }
                 */
                "application/json": {
                    /** @description whether the job waits, after its preview, until somebody else has approved its plan; false where it is left out, and a plan that always needs an approval waits all the same */
                    approval?: boolean;
                    /** @description the id of an organizational unit (ou-…) or of the root (r-…) */
                    organizationalUnitId: string;
                };
            };
        };
        responses: {
            /** @description The account, and the job that changes it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: components["schemas"]["Account"];
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ACCOUNT_NOT_READY`: The account is not there to be worked on. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:ACCOUNT_NOT_READY",
                     *       "title": "The account is not there to be worked on",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. `AWS_UNAVAILABLE`: AWS cannot be asked. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    quarantineAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        /** @description What the change needs */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "approval": true
                 *     }
                 */
                "application/json": {
                    /** @description whether the job waits, after its preview, until somebody else has approved its plan; false where it is left out, and a plan that always needs an approval waits all the same */
                    approval?: boolean;
                };
            };
        };
        responses: {
            /** @description The account, and the job that changes it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: components["schemas"]["Account"];
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ACCOUNT_NOT_READY`: The account is not there to be worked on. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:ACCOUNT_NOT_READY",
                     *       "title": "The account is not there to be worked on",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adoptAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The account to adopt */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accountId": "444444444444"
                 *     }
                 */
                "application/json": {
                    /** @description 12 digits */
                    accountId: string;
                    /** @description whether the job waits, after its preview, until somebody else has approved its plan; false where it is left out, and a plan that always needs an approval waits all the same */
                    approval?: boolean;
                };
            };
        };
        responses: {
            /** @description The account, and the job that changes it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        account: components["schemas"]["Account"];
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ACCOUNT_EXISTS`: The e-mail address belongs to another account. `ACCOUNT_NOT_IN_ORGANIZATION`: The organization has no such account that is active. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:ACCOUNT_EXISTS",
                     *       "title": "The e-mail address belongs to another account",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. `AWS_UNAVAILABLE`: AWS cannot be asked. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listActs: {
        parameters: {
            query?: {
                /** @description what was done, such as `vendAccount`; such acts alone are listed */
                act?: string;
                /** @description the `next` of the page before */
                after?: string;
                /** @description the name of a caller, whose acts alone are listed */
                by?: string;
                /** @description Items on a page */
                limit?: number;
                /** @description `done`, or a code; acts with this outcome alone are listed */
                outcome?: string;
                /** @description a time such as 2026-01-31T09:00:00Z; nothing older is listed */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of acts */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Act"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportActs: {
        parameters: {
            query?: {
                /** @description the number of the last act that is there already */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Acts, in order; the schema is that of each line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/jsonl": components["schemas"]["Act"];
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHeadOfActs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Number and hash of the last act */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description SHA-256 of its line; null while there is none */
                        hash: string | null;
                        sequence: number;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description the `next` of the page before */
                after?: string;
                /** @description Items on a page */
                limit?: number;
                /** @description the name of a caller, whose keys alone are listed */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The key to make */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "pipeline",
                 *       "roles": [
                 *         "read",
                 *         "propose"
                 *       ],
                 *       "days": 90
                 *     }
                 */
                "application/json": {
                    /** @description Days for which it is valid, 1 to 365 */
                    days: number;
                    /** @description The accounts that the caller sees and changes: those listed, and those in the units listed */
                    limits?: {
                        /** @description AWS accounts, 12 digits each */
                        accounts: string[];
                        /** @description Accounts directly in these; units below them are not meant */
                        organizationalUnits: string[];
                    };
                    /** @description who uses the key: 1 to 63 lower-case letters, digits, dots, underscores and dashes; keys of one name are one caller */
                    name: string;
                    /** @description What the caller may do; no role includes another */
                    roles: ("read" | "audit" | "propose" | "approve" | "operate" | "admin")[];
                };
            };
        };
        responses: {
            /** @description The key, and its text */
            201: {
                headers: {
                    /** @description Where to read the key */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        apiKey: components["schemas"]["ApiKey"];
                        /** @description The text to send. It is shown once: null where a request is repeated */
                        key: string | null;
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE",
                     *       "title": "A request with this Idempotency-Key is being answered",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description the id of an API key, 12 hexadecimal digits */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag with which the thing was read: it is changed only if it is still so */
                "if-match"?: string;
            };
            path: {
                /** @description the id of an API key, 12 hexadecimal digits */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, revoked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PRECONDITION_FAILED`: The thing is not as the request takes it to be. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:PRECONDITION_FAILED",
                     *       "title": "The thing is not as the request takes it to be",
                     *       "status": 412,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description the id of an API key, 12 hexadecimal digits */
                id: string;
            };
            cookie?: never;
        };
        /** @description How the key is replaced */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "days": 90,
                 *       "overlapHours": 24
                 *     }
                 */
                "application/json": {
                    /** @description Days for which it is valid, 1 to 365 */
                    days: number;
                    /** @description Hours for which the key before still works, 0 to 168 */
                    overlapHours: number;
                };
            };
        };
        responses: {
            /** @description The new key, and its text */
            201: {
                headers: {
                    /** @description Where to read the new key */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        apiKey: components["schemas"]["ApiKey"];
                        /** @description The text to send. It is shown once: null where a request is repeated */
                        key: string | null;
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `API_KEY_ENDED`: The API key does not work any more. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:API_KEY_ENDED",
                     *       "title": "The API key does not work any more",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApprovals: {
        parameters: {
            query?: {
                /** @description the `next` of the page before */
                after?: string;
                /** @description Items on a page */
                limit?: number;
                /** @description Approvals in this state alone */
                state?: "pending" | "approved" | "rejected" | "expired" | "withdrawn" | "used";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of approvals */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Approval"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The approval */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudits: {
        parameters: {
            query?: {
                /** @description the id of the account that was audited */
                account?: string;
                /** @description the `next` of the page before */
                after?: string;
                /** @description Items on a page */
                limit?: number;
                /** @description a time such as 2026-01-31T09:00:00Z; nothing older is listed */
                since?: string;
                /** @description Audits in this state alone */
                state?: "queued" | "running" | "complete" | "partial" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of audits */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: uuid
                             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
                             */
                            account: string;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                            /**
                             * Format: uuid
                             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
                             */
                            id: string;
                            /**
                             * Format: uuid
                             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
                             */
                            job: string;
                            /** @enum {unknown} */
                            state: "queued" | "running" | "complete" | "partial" | "failed";
                        }[];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The audit */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvidence: {
        parameters: {
            query?: {
                /** @description the `next` of the page before */
                after?: string;
                /** @description Items on a page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of bundles */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["EvidenceBundle"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    collectEvidence: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The time of which evidence is wanted */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2026-01-01T00:00:00Z",
                 *       "to": "2026-04-01T00:00:00Z"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date-time
                     * @description the beginning, such as 2026-01-01T00:00:00Z
                     */
                    from: string;
                    /**
                     * Format: date-time
                     * @description the end, not included; default: now
                     */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description The job that does it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE",
                     *       "title": "A request with this Idempotency-Key is being answered",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bundle */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceBundle"];
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `EVIDENCE_EXPIRED`: The file of the bundle was deleted, as its time was over. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:EVIDENCE_EXPIRED",
                     *       "title": "The file of the bundle was deleted, as its time was over",
                     *       "status": 410,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listExceptions: {
        parameters: {
            query?: {
                /** @description Exceptions in this state alone */
                state?: "holds" | "ends-soon" | "ended" | "begins-later";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The exceptions */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Now, by the clock of AWS
                         */
                        asOf: string;
                        /** @description Of all of them, as approvals are bound to it */
                        digest: string;
                        items: {
                            approver: string;
                            /** @description The control that is waived, or the guard */
                            control: string;
                            /** @description Until its last day; 0 on it, less than 0 after it */
                            daysLeft: number;
                            /** Format: date */
                            from: string;
                            owner: string;
                            /** @description `file:line` */
                            position: string;
                            reason: string;
                            /** @description What it takes in: every part that is there must fit, by one of its items */
                            scope: {
                                accounts?: string[];
                                arns?: string[];
                                regions?: string[];
                                urns?: string[];
                            };
                            /** @enum {unknown} */
                            state: "holds" | "ends-soon" | "ended" | "begins-later";
                            ticket: string;
                            /**
                             * Format: date
                             * @description Its last day
                             */
                            until: string;
                            /** @description What it accepts in the last audits, at most 1000; null of one for a blackout, which no audit shows */
                            waives: string[] | null;
                        }[];
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. `EXCEPTIONS_UNUSABLE`: The file of exceptions cannot be used. `AWS_UNAVAILABLE`: AWS cannot be asked. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFindings: {
        parameters: {
            query?: {
                /** @description the id of the account that was audited */
                account?: string;
                /** @description the `next` of the page before */
                after?: string;
                /** @description id of a control, such as CT-01 */
                control?: string;
                /** @description Items on a page */
                limit?: number;
                /** @description Findings of this severity alone */
                severity?: "critical" | "high" | "medium" | "low";
                /** @description Findings with this status alone */
                status?: "fail" | "unknown" | "waived";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of findings */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: uuid
                             * @description The account that was audited
                             */
                            account: string;
                            /**
                             * Format: uuid
                             * @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e
                             */
                            audit: string;
                            control: string;
                            /**
                             * Format: uuid
                             * @description Until the next audit of the account
                             */
                            id: string;
                            reason: string;
                            region: string | null;
                            /** @enum {unknown} */
                            severity: "critical" | "high" | "medium" | "low";
                            /**
                             * @description waived: an exception accepts it; unknown: a fact could not be read
                             * @enum {unknown}
                             */
                            status: "fail" | "unknown" | "waived";
                            /** @description ARN, name, or account/region */
                            subject: string;
                            /** @description What kind of thing it is about */
                            subjectKind: string;
                            /** @description Of the exception that accepts it; null unless it is waived */
                            ticket: string | null;
                        }[];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                /** @description the `next` of the page before */
                after?: string;
                /** @description Items on a page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of incidents */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            entries: number;
                            /** @description Why it is not whole */
                            faults: {
                                /** @enum {unknown} */
                                fault: "changed" | "missing" | "moved" | "forked" | "foreign";
                                /** @description The place in the record */
                                key: string;
                                reason: string;
                            }[];
                            /** @description Of GuardDuty; null where the first entry is gone */
                            findingType: string | null;
                            /** @description SHA-256 of its last entry; null without any */
                            head: string | null;
                            /** @description letters, digits and dashes */
                            id: string;
                            /** @description Of an open one, entries at the end may be missing unseen unless its head was kept elsewhere */
                            isClosed: boolean;
                            /** @description Whether every entry is as it was written, and none is missing before the last */
                            isWhole: boolean;
                            /** @description When its last entry was written */
                            lastAt: string | null;
                            /** @description When its first entry was written */
                            openedAt: string | null;
                        }[];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NO_INCIDENT_RECORD`: The service knows of no record of incidents. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NO_INCIDENT_RECORD",
                     *       "title": "The service knows of no record of incidents",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. `INCIDENTS_UNREADABLE`: The record of incidents cannot be read. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readIncident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description letters, digits and dashes */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The incident */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description In order, in the form `trailguard.incident/1` */
                        entries: {
                            [key: string]: unknown;
                        }[];
                        /** @description Why it is not whole */
                        faults: {
                            /** @enum {unknown} */
                            fault: "changed" | "missing" | "moved" | "forked" | "foreign";
                            /** @description The place in the record */
                            key: string;
                            reason: string;
                        }[];
                        /** @description Of GuardDuty; null where the first entry is gone */
                        findingType: string | null;
                        /** @description SHA-256 of its last entry; null without any */
                        head: string | null;
                        /** @description letters, digits and dashes */
                        id: string;
                        /** @description Of an open one, entries at the end may be missing unseen unless its head was kept elsewhere */
                        isClosed: boolean;
                        /** @description Whether every entry is as it was written, and none is missing before the last */
                        isWhole: boolean;
                        /** @description When its last entry was written */
                        lastAt: string | null;
                        /** @description When its first entry was written */
                        openedAt: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NO_INCIDENT_RECORD`: The service knows of no record of incidents. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NO_INCIDENT_RECORD",
                     *       "title": "The service knows of no record of incidents",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. `INCIDENTS_UNREADABLE`: The record of incidents cannot be read. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description the id of the account that a job is about */
                account?: string;
                /** @description the `next` of the page before */
                after?: string;
                /** @description Jobs that ended with this code alone; JOB_PROCESS_DIED: those that the queue gave up */
                code?: "POLICY_VIOLATION" | "BLACKOUT" | "EXCEPTIONS_INVALID" | "PREVIEW_FAILED" | "CHANGED_SINCE_PREVIEW" | "APPROVAL_STALE" | "APPROVAL_EXPIRED" | "APPROVAL_REJECTED" | "APPLY_FAILED" | "REFRESH_FAILED" | "STATE_UNREADABLE" | "UNRESOLVED_CREATE" | "STACK_LOCKED" | "ACCOUNT_TAKEN" | "RESOURCE_EXISTS" | "WOULD_REPLACE" | "NO_CONFIG_BUCKET" | "NO_SUCH_UNIT" | "NOT_CLOSABLE" | "CLOSURE_PENDING" | "EVIDENCE_TOO_LARGE" | "NO_LOG_READER" | "LOGS_NOT_FOUND" | "AWS_FAILED" | "NO_SPACE" | "AUDIT_FAILED" | "JOB_PROCESS_DIED" | "TIMEOUT" | "KILLED" | "NOT_RECORDED" | "INTERNAL";
                /** @description Jobs of this kind alone */
                kind?: "deploy-organization" | "preview-organization" | "vend-account" | "adopt-account" | "update-account" | "move-account" | "quarantine-account" | "close-account" | "audit-account" | "preview-stack" | "update-stack" | "refresh-stack" | "detect-drift" | "destroy-stack" | "verify-logs" | "collect-evidence";
                /** @description Items on a page */
                limit?: number;
                /** @description a time such as 2026-01-31T09:00:00Z; nothing older is listed */
                since?: string;
                /** @description Jobs in this state alone */
                state?: "queued" | "running" | "awaiting-approval" | "succeeded" | "refused" | "failed" | "canceled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of jobs */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Job"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        /** @description What somebody says to a plan */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "approval": "d6f4c3a2-9a1b-4a2e-8a56-3f7d1c2b4e5f",
                 *       "reason": "agreed in CHG-1234"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description the `approval` of the job, so that nobody decides on a plan that they have not read
                     */
                    approval: string;
                    /** @description 1 to 1,000 characters without control characters; it stays with the job for ever */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The job and its approval */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval: components["schemas"]["Approval"];
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. `APPROVER_IS_PROPOSER`: The one who asked for a job does not approve it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_AWAITING_APPROVAL`: The job does not wait for this approval. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_AWAITING_APPROVAL",
                     *       "title": "The job does not wait for this approval",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
                /** @description The ETag with which the thing was read: it is changed only if it is still so */
                "if-match"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job, canceled or about to be */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `JOB_ENDED`: The job has ended. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:JOB_ENDED",
                     *       "title": "The job has ended",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PRECONDITION_FAILED`: The thing is not as the request takes it to be. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:PRECONDITION_FAILED",
                     *       "title": "The thing is not as the request takes it to be",
                     *       "status": 412,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description the id of the last event that the client has had, a number from 0 */
                "last-event-id"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events; the schema is that of each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": {
                        /** @description A JSON object: `at`, and what the event is about */
                        data: string;
                        /** @description What happened, such as `step` or `resource`; `ended` is the last */
                        event: string;
                        /** @description Counts from 1 without gaps */
                        id: string;
                    };
                };
            };
            /** @description The job has ended, and the client has had all events */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        /** @description What somebody says to a plan */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "approval": "d6f4c3a2-9a1b-4a2e-8a56-3f7d1c2b4e5f",
                 *       "reason": "agreed in CHG-1234"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: uuid
                     * @description the `approval` of the job, so that nobody decides on a plan that they have not read
                     */
                    approval: string;
                    /** @description 1 to 1,000 characters without control characters; it stays with the job for ever */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The job and its approval */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        approval: components["schemas"]["Approval"];
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. `APPROVER_IS_PROPOSER`: The one who asked for a job does not approve it. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_AWAITING_APPROVAL`: The job does not wait for this approval. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_AWAITING_APPROVAL",
                     *       "title": "The job does not wait for this approval",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readJobReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readJobReportPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    requeueJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new job */
            202: {
                headers: {
                    /** @description Where to read the new job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `JOB_NOT_REPEATABLE`: The job cannot be begun again. `ACCOUNT_NOT_READY`: The account is not there to be worked on. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:JOB_NOT_REPEATABLE",
                     *       "title": "The job cannot be begun again",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyLogs: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description The hours that are verified */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "2026-01-01T00:00:00Z",
                 *       "to": "2026-02-01T00:00:00Z"
                 *     }
                 */
                "application/json": {
                    /**
                     * Format: date-time
                     * @description beginning; default: where the verification before ended, and at least seven days back
                     */
                    from?: string;
                    /**
                     * Format: date-time
                     * @description end, not included; default: now, by AWS’s clock
                     */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description The job that does it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NO_LOG_READER`: The service may not read the log files. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NO_LOG_READER",
                     *       "title": "The service may not read the log files",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deployOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job that does it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE",
                     *       "title": "A request with this Idempotency-Key is being answered",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewOrganization: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job that does it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE",
                     *       "title": "A request with this Idempotency-Key is being answered",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All kinds of reviews */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description Now, by the clock of AWS
                         */
                        asOf: string;
                        items: {
                            /** @description Why its last record is no evidence; null when it is */
                            because: string | null;
                            /** @description Control that asks for it; null: none, it is kept for other evidence */
                            controlId: string | null;
                            /** @description After which it has to be done again */
                            days: number;
                            /** @description null when it was never done */
                            dueAt: string | null;
                            /** @description How it is done */
                            how: string;
                            /**
                             * @description What is looked at
                             * @enum {unknown}
                             */
                            kind: "trail-review" | "findings-review" | "suppression-review" | "access-review" | "feature-review" | "log-validation" | "drift-check" | "log-query-test" | "alert-test" | "restore-test" | "threat-hunt";
                            /** @description Its last record, of the service or of the file of records; null when there is none */
                            last: {
                                /** Format: date-time */
                                at: string;
                                by: string[];
                                id: string;
                                /** @enum {unknown} */
                                outcome: "passed" | "failed";
                                reference: string;
                                /** @description Who accepted it */
                                signedOffBy: string | null;
                            } | null;
                            /**
                             * @description failed: its last record says so, or is no evidence
                             * @enum {unknown}
                             */
                            state: "done" | "due-soon" | "overdue" | "failed" | "never";
                            title: string;
                        }[];
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. `RECORDS_UNUSABLE`: The file of records cannot be used. `AWS_UNAVAILABLE`: AWS cannot be asked. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecords: {
        parameters: {
            query?: {
                /** @description the `next` of the page before */
                after?: string;
                /** @description Records of this kind alone */
                kind?: "trail-review" | "findings-review" | "suppression-review" | "access-review" | "feature-review" | "log-validation" | "drift-check" | "log-query-test" | "alert-test" | "restore-test" | "threat-hunt" | "incident" | "sign-off";
                /** @description Items on a page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of records */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["EvidenceRecord"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOffReview: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A review that was done, to be signed off by the caller */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "findings-review",
                 *       "by": [
                 *         "alice@example.com"
                 *       ],
                 *       "outcome": "passed",
                 *       "reference": "https://tickets.example.com/SEC-200",
                 *       "counts": {
                 *         "high": 1,
                 *         "low": 4
                 *       },
                 *       "actions": [
                 *         "the probe of the test host is wanted"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description What was decided or done in consequence */
                    actions?: string[];
                    /**
                     * Format: date-time
                     * @description when it was finished; default: now, by the clock of AWS
                     */
                    at?: string;
                    /** @description Who did it; the caller, who signs it off, is none of them */
                    by: string[];
                    /** @description Numbers it found, such as findings by severity */
                    counts?: {
                        [key: string]: number;
                    };
                    /** @description What was looked at; default: all that the kind asks for */
                    covers?: string[];
                    /**
                     * @description What is looked at
                     * @enum {unknown}
                     */
                    kind: "trail-review" | "findings-review" | "suppression-review" | "access-review" | "feature-review" | "log-validation" | "drift-check" | "log-query-test" | "alert-test" | "restore-test" | "threat-hunt";
                    /**
                     * Format: date-time
                     * @description when it must be done again; default: by the control’s own limit
                     */
                    nextDue?: string;
                    /**
                     * @description Whether it was accepted, or worked
                     * @enum {unknown}
                     */
                    outcome: "passed" | "failed";
                    /** @description Where it is kept in full: a ticket, a report, an object */
                    reference: string;
                    /** @description Accounts, account/region pairs, ARNs it speaks of; default: the whole organization */
                    scope?: string[];
                };
            };
        };
        responses: {
            /** @description The record */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceRecord"];
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE",
                     *       "title": "A request with this Idempotency-Key is being answered",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NO_EVIDENCE`: The record would be no evidence. `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NO_EVIDENCE",
                     *       "title": "The record would be no evidence",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. `AWS_UNAVAILABLE`: AWS cannot be asked. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSchedules: {
        parameters: {
            query?: {
                /** @description the `next` of the page before */
                after?: string;
                /** @description Items on a page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of schedules */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Schedule"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Work that is to begin by itself */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "nightly-audit",
                 *       "cron": "30 2 * * *",
                 *       "timeZone": "Europe/Zurich",
                 *       "work": {
                 *         "act": "audit"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description minute, hour, day of the month, month and day of the week, as crontab has them, such as 30 6 * * 1-5 */
                    cron: string;
                    /** @description 1 to 63 lower-case letters, digits and dashes; no two schedules have one name */
                    name: string;
                    /** @description a name of the IANA database, such as Europe/Zurich */
                    timeZone: string;
                    /** @description What begins, and what it is about */
                    work: {
                        /**
                         * Format: uuid
                         * @description of audit and drift: this account alone
                         */
                        account?: string;
                        /**
                         * @description audit: of every account, or of one. drift: compares every stack with what is there, or one. preview-organization: all stacks with the policy pack, in one report. verify-logs: all log files since the time before
                         * @enum {unknown}
                         */
                        act: "audit" | "drift" | "preview-organization" | "verify-logs";
                        /** @description of drift: whether what was changed beside the programs is put back, always by approval */
                        reapply?: boolean;
                        /**
                         * @description of drift: this stack of the organization alone
                         * @enum {unknown}
                         */
                        stack?: "log-archive" | "organization" | "security";
                    };
                };
            };
        };
        responses: {
            /** @description The schedule */
            201: {
                headers: {
                    /** @description Where to read the schedule */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCHEDULE_EXISTS`: Another schedule has the name. `NO_LOG_READER`: The service may not read the log files. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:SCHEDULE_EXISTS",
                     *       "title": "Another schedule has the name",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule as it was */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE",
                     *       "title": "A request with this Idempotency-Key is being answered",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStacks: {
        parameters: {
            query?: {
                /** @description the `next` of the page before */
                after?: string;
                /** @description Items on a page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of stacks */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Stack"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description log-archive, organization, security, or the id of an account for the stack of that account */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stack */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stack"];
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportStack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description log-archive, organization, security, or the id of an account for the stack of that account */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Resources and pending operations */
                        deployment: {
                            [key: string]: unknown;
                        };
                        /**
                         * @description Version of Pulumi's format
                         * @enum {number}
                         */
                        version: 3;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runStack: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description log-archive, organization, security, or the id of an account for the stack of that account */
                id: string;
            };
            cookie?: never;
        };
        /** @description What to do with the stack */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "drift",
                 *       "reapply": true
                 *     }
                 */
                "application/json": {
                    /**
                     * @description preview shows what an update would do; refresh takes into the state how things are; drift compares the two; destroy takes away all that the stack has made, always by approval
                     * @enum {unknown}
                     */
                    action: "preview" | "update" | "refresh" | "drift" | "destroy";
                    /** @description whether the job waits, after its preview, until somebody else has approved its plan; false where it is left out, and a plan that always needs an approval waits all the same */
                    approval?: boolean;
                    /** @description of drift: whether what was changed beside the programs is put back, by approval */
                    reapply?: boolean;
                };
            };
        };
        responses: {
            /** @description The job that does it */
            202: {
                headers: {
                    /** @description Where to read the job */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        job: components["schemas"]["Job"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ACCOUNT_NOT_READY`: The account is not there to be worked on. `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:ACCOUNT_NOT_READY",
                     *       "title": "The account is not there to be worked on",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStackOutputs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description log-archive, organization, security, or the id of an account for the stack of that account */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The outputs */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description By name */
                        outputs: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description the `next` of the page before */
                after?: string;
                /** @description Items on a page */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of webhooks */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Where somebody wants to be told of jobs */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/trailguard",
                 *       "events": [
                 *         "job.ended"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description What it is told */
                    events: ("job.awaiting-approval" | "job.ended" | "logs.not-proven" | "review.overdue")[];
                    /**
                     * Format: uri
                     * @description https, without a user name; its host must be at addresses of the public internet alone, and redirects are not followed
                     */
                    url: string;
                };
            };
        };
        responses: {
            /** @description The webhook, and its secret */
            201: {
                headers: {
                    /** @description Where to read the webhook */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description whsec_ and the key in Base64. It is shown once: null where a request is repeated */
                        secret: string | null;
                        webhook: components["schemas"]["Webhook"];
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE",
                     *       "title": "A request with this Idempotency-Key is being answered",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook as it was */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE",
                     *       "title": "A request with this Idempotency-Key is being answered",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookMessages: {
        parameters: {
            query?: {
                /** @description the `next` of the page before */
                after?: string;
                /** @description Items on a page */
                limit?: number;
                /** @description Messages in this state alone; `dead` are the dead letters */
                state?: "pending" | "delivered" | "dead";
            };
            header?: never;
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages */
            200: {
                headers: {
                    /** @description Version of the answer, for If-None-Match */
                    etag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookMessage"][];
                        /** @description Send as `after` for the next page; null on the last */
                        next: string | null;
                    };
                };
            };
            /** @description As it was at the version that If-None-Match names */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reviveWebhookMessages: {
        parameters: {
            query?: never;
            header?: {
                /** @description a text that names this request, of 1 to 128 characters of ASCII without spaces, quotes and backslashes, such as a UUID: sent again within a day it is answered as the first time, and nothing is done twice */
                "idempotency-key"?: string;
            };
            path: {
                /** @description an id that the service gave, such as 1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many messages are sent again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        revived: number;
                    };
                };
            };
            /** @description `VALIDATION`: The request is not valid. `BAD_REQUEST`: The request cannot be understood. `MALFORMED_BODY`: The body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:VALIDATION",
                     *       "title": "The request is not valid",
                     *       "status": 400,
                     *       "detail": "limit must be integer",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11",
                     *       "errors": [
                     *         {
                     *           "field": "limit",
                     *           "message": "must be integer"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHORIZED`: A valid API key or token is needed. */
            401: {
                headers: {
                    /** @description Bearer */
                    "www-authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAUTHORIZED",
                     *       "title": "A valid API key or token is needed",
                     *       "status": 401,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:FORBIDDEN",
                     *       "title": "The caller may not do this",
                     *       "status": 403,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:NOT_FOUND",
                     *       "title": "There is no such thing",
                     *       "status": 404,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_IN_USE`: A request with this Idempotency-Key is being answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_IN_USE",
                     *       "title": "A request with this Idempotency-Key is being answered",
                     *       "status": 409,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:BODY_TOO_LARGE",
                     *       "title": "The body is too large",
                     *       "status": 413,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body has a type that is not taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE",
                     *       "title": "The body has a type that is not taken",
                     *       "status": 415,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDEMPOTENCY_KEY_REUSED",
                     *       "title": "The Idempotency-Key belongs to another request",
                     *       "status": 422,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_REQUESTS`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds to wait */
                    "retry-after"?: number;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:TOO_MANY_REQUESTS",
                     *       "title": "Too many requests",
                     *       "status": 429,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:INTERNAL",
                     *       "title": "Internal error",
                     *       "status": 500,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDENTITY_UNAVAILABLE`: The identity provider cannot be asked. `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:IDENTITY_UNAVAILABLE",
                     *       "title": "The identity provider cannot be asked",
                     *       "status": 503,
                     *       "detail": "What it was this time, and the way out",
                     *       "instance": "urn:uuid:9f6f3c0e-1d2b-4c57-8a0e-6d1b2f0c7a11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
