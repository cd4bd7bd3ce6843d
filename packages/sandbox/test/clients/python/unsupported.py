"""Operations that the sandbox only refuses, called with the least that botocore lets through."""

from botocore.session import Session

CODES = {"cloudtrail": "UnsupportedOperationException", "guardduty": "BadRequestException"}


def play(aws):
    core = Session()
    for name, operations in aws.control("operations").items():
        if not operations["unsupported"]:
            continue
        model = core.get_service_model(name)
        service = aws.service(name)
        for operation in operations["unsupported"]:
            said = service.refused(CODES[name], operation, **least(model.operation_model(operation).input_shape))
            if f"does not offer {name}:{operation}" not in said:
                service.fault(operation, [f"does not say that it is not there: {said}"])


def least(shape):
    """The smallest value of a shape that botocore sends."""
    if shape.type_name == "structure":
        return {name: least(shape.members[name]) for name in shape.required_members}
    if shape.type_name == "list":
        return [least(shape.member)] * shape.metadata.get("min", 0)
    if shape.type_name == "map":
        return {}
    if shape.type_name == "string":
        return shape.enum[0] if shape.enum else "a" * max(1, shape.metadata.get("min", 1))
    if shape.type_name == "boolean":
        return True
    if shape.type_name == "timestamp":
        return "2026-01-01T00:00:00Z"
    return shape.metadata.get("min", 1)
