"""What is generated balanced is read balanced, whatever its delimiters and however it is cut."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cobrelay import x12
from cobrelay.x12 import balances
from x12_files import MadeClaim, MadeLine, MadeRemittance

cents = st.integers(min_value=0, max_value=10_000_00)
adjustments = st.tuples(
    st.sampled_from(["CO", "OA", "PI", "PR"]),
    st.sampled_from(["1", "2", "3", "45", "253", "97", "23"]),
    st.integers(min_value=-500_00, max_value=500_00).filter(bool),
)
lines = st.builds(MadeLine, cents, st.lists(adjustments, max_size=4).map(tuple))
numbers = st.from_regex(r"[A-Z0-9-]{1,20}", fullmatch=True)
claims = st.builds(
    MadeClaim,
    numbers,
    st.sampled_from(["1", "2", "3", "4", "19"]),
    st.lists(lines, min_size=1, max_size=4).map(tuple),
    st.lists(adjustments, max_size=2).map(tuple),
)


def _payable(remittance: MadeRemittance) -> bool:
    return remittance.paid >= 0


remittances = st.builds(
    MadeRemittance,
    st.lists(claims, min_size=1, max_size=5).map(tuple),
    st.lists(
        st.tuples(st.sampled_from(["WO", "FB", "L6"]), st.integers(-9999, 9999)), max_size=2
    ).map(lambda pairs: tuple(pair for pair in pairs if pair[1])),
).filter(_payable)
separators = st.sampled_from(
    [("*", ":", "^", "~"), ("|", ">", "!", "\n"), ("\x1d", "\x1f", "\x1e", "\x1c")]
)


def read_claims(raw: bytes) -> list[x12.ClaimPayment]:
    return [item for item in x12.read(raw) if isinstance(item, x12.ClaimPayment)]


def money(raw: bytes) -> list[tuple[str, int, int, tuple[int, ...]]]:
    return [
        (c.patient_control_number, c.charge, c.paid, tuple(line.paid for line in c.lines))
        for c in read_claims(raw)
    ]


@settings(max_examples=40)
@given(remittances)
def test_what_balances_by_construction_is_read_so(made: MadeRemittance) -> None:
    raw = made.to_bytes()

    assert all(balances.claim_gap(claim) == 0 for claim in read_claims(raw))
    assert not {f.code for f in x12.check(raw).findings} & {
        "B-BAL-LINE",
        "B-BAL-CLAIM",
        "B-BAL-FILE",
    }


@settings(max_examples=40)
@given(remittances, separators)
def test_delimiters_carry_no_meaning(made: MadeRemittance, used: tuple[str, str, str, str]) -> None:
    element, component, repetition, segment = used
    raw = made.to_bytes()

    other = x12.rewrite(raw, x12.Delimiters(element, component, repetition, segment))

    assert money(other) == money(raw)
    assert x12.rewrite(other, x12.DEFAULT) == raw


@settings(max_examples=40)
@given(remittances)
def test_line_breaks_carry_no_meaning(made: MadeRemittance) -> None:
    assert money(made.to_bytes(line_break="\r\n")) == money(made.to_bytes())


def test_what_stands_around_interchanges_comes_back_with_their_own_delimiters() -> None:
    one = MadeRemittance().to_bytes(line_break="\r\n")
    two = MadeRemittance(control_number=8).to_bytes().replace(b"*", b"|")
    raw = b"\n" + one + b"\r\n  \n" + two + b" " * 70_000 + b"\n\x1a"

    assert x12.rewrite(raw) == raw
    assert x12.rewrite(raw, x12.DEFAULT).count(b"\n") == 0


@settings(max_examples=40)
@given(remittances, st.data())
def test_a_byte_that_is_lost_is_found_or_harms_no_money(
    made: MadeRemittance, draw: st.DataObject
) -> None:
    raw = made.to_bytes()
    at = draw.draw(st.integers(0, len(raw) - 1))
    damaged = raw[:at] + raw[at + 1 :]

    report = x12.check(damaged)

    assert report.findings or [row[1:] for row in money(damaged)] == [row[1:] for row in money(raw)]
