"""A finding leaves the codec with everything that says where it is, and nothing of a patient."""

from cobrelay import x12
from cobrelay.findings import told


def test_a_finding_is_told_with_its_place_and_without_its_value() -> None:
    [finding] = [each for item in x12.read(b"ISA*00~") for each in getattr(item, "findings", ())][
        :1
    ]

    said = told(finding)

    assert (said.code, said.severity) == (finding.code, finding.severity.value)
    assert (said.loop, said.byte_offset) == (finding.path, finding.place.byte_offset)
    assert "value" not in said.DESCRIPTOR.fields_by_name
