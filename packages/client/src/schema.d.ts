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
         * @description What is being created finishes and is recorded; nothing further is begun.
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
         * @description Server-sent events from the first on, or after Last-Event-ID. The stream ends after `ended`. A client that has had them all is answered 204, which tells an EventSource not to come again.
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
            state: "requested" | "ready" | "refused" | "failed";
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
         * @description Work that was asked for: queued, in progress or done
         * @example {
         *       "id": "6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21",
         *       "kind": "vend-account",
         *       "state": "running",
         *       "step": "preview account",
         *       "attempt": 1,
         *       "account": "1f0c8f0e-5b7a-4a55-9d5e-2c1f6f1b7f7e",
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
            kind: "deploy-organization" | "vend-account" | "audit-account";
            /** @description Name of the API key; null for an audit that became due by itself */
            requestedBy: string | null;
            /** @description What it came to, once it has succeeded; of an audit its id, score and counts */
            result: {
                [key: string]: unknown;
            } | null;
            startedAt: string | null;
            /**
             * @description refused: a mandatory control forbade the change, nothing was applied
             * @enum {unknown}
             */
            state: "queued" | "running" | "awaiting-approval" | "succeeded" | "refused" | "failed" | "canceled";
            /** @description What it is doing, such as `preview account`; null before it starts */
            step: string | null;
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
            type: "urn:trailguard:error:VALIDATION" | "urn:trailguard:error:MALFORMED_BODY" | "urn:trailguard:error:BAD_REQUEST" | "urn:trailguard:error:UNAUTHORIZED" | "urn:trailguard:error:FORBIDDEN" | "urn:trailguard:error:NOT_FOUND" | "urn:trailguard:error:NO_SUCH_ROUTE" | "urn:trailguard:error:METHOD_NOT_ALLOWED" | "urn:trailguard:error:REQUEST_TIMEOUT" | "urn:trailguard:error:ACCOUNT_EXISTS" | "urn:trailguard:error:ACCOUNT_NOT_READY" | "urn:trailguard:error:JOB_ENDED" | "urn:trailguard:error:BODY_TOO_LARGE" | "urn:trailguard:error:UNSUPPORTED_MEDIA_TYPE" | "urn:trailguard:error:HEADERS_TOO_LARGE" | "urn:trailguard:error:TOO_MANY_REQUESTS" | "urn:trailguard:error:INTERNAL" | "urn:trailguard:error:AWS_UNAVAILABLE" | "urn:trailguard:error:UNAVAILABLE";
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        checks: {
                            database: boolean;
                            queue: boolean;
                        };
                        /** @enum {unknown} */
                        status: "ok" | "unavailable";
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
                            database: boolean;
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
                /** @description Items on a page */
                limit?: number;
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
            /** @description `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAVAILABLE",
                     *       "title": "The service cannot reach its database",
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
            header?: never;
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
            /** @description `ACCOUNT_EXISTS`: The e-mail address belongs to another account. */
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
            /** @description `UNAVAILABLE`: The service cannot reach its database. `AWS_UNAVAILABLE`: AWS cannot be asked. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAVAILABLE",
                     *       "title": "The service cannot reach its database",
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
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
            /** @description `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAVAILABLE",
                     *       "title": "The service cannot reach its database",
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
            header?: never;
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
            /** @description `ACCOUNT_NOT_READY`: The account cannot be audited yet. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:ACCOUNT_NOT_READY",
                     *       "title": "The account cannot be audited yet",
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
            /** @description `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAVAILABLE",
                     *       "title": "The service cannot reach its database",
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audit"];
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
            /** @description `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAVAILABLE",
                     *       "title": "The service cannot reach its database",
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
            /** @description A page of jobs */
            200: {
                headers: {
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
            /** @description `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAVAILABLE",
                     *       "title": "The service cannot reach its database",
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
            /** @description `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAVAILABLE",
                     *       "title": "The service cannot reach its database",
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
            header?: never;
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
            /** @description `JOB_ENDED`: The job has ended. */
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
            /** @description `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAVAILABLE",
                     *       "title": "The service cannot reach its database",
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
            /** @description `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAVAILABLE",
                     *       "title": "The service cannot reach its database",
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
            header?: never;
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
            /** @description `UNAVAILABLE`: The service cannot reach its database. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:trailguard:error:UNAVAILABLE",
                     *       "title": "The service cannot reach its database",
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
