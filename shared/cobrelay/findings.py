"""A finding of the codec as events and answers carry it: where, what, and what would be right."""

from cobrelay.contracts.common import v1 as common
from cobrelay.x12 import Finding


def told(finding: Finding) -> common.DocumentFinding:
    """Never the offending value, which may name a patient."""
    return common.DocumentFinding(
        code=finding.code,
        severity=finding.severity.value,
        segment=finding.place.segment_id,
        position=finding.place.position,
        byte_offset=finding.place.byte_offset,
        loop=finding.path,
        element=finding.element,
        message=finding.message,
        fix=finding.fix,
    )
