"""What botocore's models say of an answer, checked against what a client got."""

import json
from xml.etree import ElementTree

from botocore.validate import ParamValidator

# An administrator and an account on its own have none, whatever the model requires:
# https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetAdministratorAccount.html
MAY_BE_EMPTY = {"GetAdministratorAccount", "GetMasterAccount"}


def misfits(operation, parsed, body):
    """
    What is wrong with an answer: required members that are missing, types, values outside an enumeration,
    and texts of the body that the client dropped because the model has no member for them.
    """
    shape = operation.output_shape
    answer = {name: value for name, value in parsed.items() if name != "ResponseMetadata"}
    if operation.service_model.service_name == "iam":
        answer = with_texts(shape, answer)
    if not answer and operation.name in MAY_BE_EMPTY:
        return []
    if shape is None:
        return [f"{operation.name} has no output, and got {answer}"] if answer else []
    faults = []
    streaming = operation.has_streaming_output
    if not streaming:
        report = ParamValidator().validate(answer, shape)
        if report.has_errors():
            faults.append(report.generate_report())
    faults += list(outside_enumerations(shape, answer, operation.name))
    if not streaming:
        sent, read = leaves_of_body(body), leaves_read(shape, answer, keys=body.lstrip().startswith(b"<"))
        if sent != read:
            faults.append(f"{sent} values were sent and {read} read: {body[:2000]!r}")
    return faults


def with_texts(shape, value):
    """botocore reads the policies in IAM's answers; the model says that they are texts."""
    if shape is None or not isinstance(value, dict):
        return value
    if shape.type_name == "string":
        return json.dumps(value)
    return {name: with_texts(shape.members.get(name), item) for name, item in value.items()}


def outside_enumerations(shape, value, at):
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            if value.get(name) is not None:
                yield from outside_enumerations(member, value[name], f"{at}.{name}")
    elif shape.type_name == "list":
        for index, item in enumerate(value):
            yield from outside_enumerations(shape.member, item, f"{at}[{index}]")
    elif shape.type_name == "map":
        for key, item in value.items():
            yield from outside_enumerations(shape.value, item, f"{at}.{key}")
    elif shape.type_name == "string" and shape.enum and value not in shape.enum:
        yield f"{at}: '{value}' is none of {', '.join(shape.enum)}"


def leaves_of_body(body):
    """How many values a body holds. XML says an empty text and no text alike, so neither counts."""
    text = body.decode("utf-8", "replace").strip()
    if not text:
        return 0
    if text.startswith("<"):
        root = ElementTree.fromstring(text)
        for metadata in root.findall(".//{*}ResponseMetadata") + root.findall("./{*}requestId"):
            metadata.clear()
        return sum(1 for node in root.iter() if len(node) == 0 and (node.text or "").strip())
    return leaves(json.loads(text))


def leaves(value):
    if isinstance(value, dict):
        return sum(leaves(item) for item in value.values())
    if isinstance(value, list):
        return sum(leaves(item) for item in value)
    return 0 if value is None or value == "" else 1


def leaves_read(shape, answer, keys):
    """As `leaves_of_body`, of the members that come in the body; XML holds the `keys` of maps as values too."""
    if shape.type_name == "structure" and not getattr(shape, "is_document_type", False):
        return sum(
            leaves_read(shape.members[name], value, keys)
            for name, value in answer.items()
            if name in shape.members
            and shape.members[name].serialization.get("location") not in ("header", "headers", "statusCode")
        )
    if shape.type_name == "list":
        return sum(leaves_read(shape.member, item, keys) for item in answer)
    if shape.type_name == "map":
        return sum(leaves_read(shape.value, item, keys) for item in answer.values()) + (len(answer) if keys else 0)
    return leaves(answer)
