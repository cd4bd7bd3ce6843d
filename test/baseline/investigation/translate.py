"""Translates what a JSON object on standard input holds: `queries` from Athena's SQL to DuckDB's, `types` from Hive's."""

import json
import sys

import sqlglot
from sqlglot import exp

asked = json.load(sys.stdin)
options = {"read": "athena", "write": "duckdb", "unsupported_level": sqlglot.ErrorLevel.RAISE}
queries = {}
for name, text in asked["queries"].items():
    statements = sqlglot.transpile(text, **options)
    assert len(statements) == 1, f"{name} has {len(statements)} statements"
    queries[name] = statements[0]
types = {name: exp.DataType.build(text, dialect="hive").sql("duckdb") for name, text in asked["types"].items()}
json.dump({"queries": queries, "types": types}, sys.stdout)
