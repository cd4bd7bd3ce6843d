"""Reads a file of OCSF events with Prowler's own models of them, and counts them by what they say of the rule.

Another program's reader: an event that lacks what the class asks for, or has a value that no list of it knows, ends with
its error.
"""

import collections
import json
import sys

from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding

with open(sys.argv[1], encoding="utf-8") as file:
    events = [ComplianceFinding.model_validate(event) for event in json.load(file)]
print(json.dumps(collections.Counter(event.compliance.status_id.name for event in events)))
