"""What begins a segment of some kind in the text of a claim: where such a text is parted."""

from cobrelay.x12.delimiters import Delimiters


class Cuts:
    """The beginnings of segments where the same line break, or none, follows each terminator."""

    __slots__ = (
        "adjustments",
        "between",
        "component",
        "element",
        "line",
        "remark",
        "segment",
        "service",
        "statement",
    )

    def __init__(self, delimiters: Delimiters, lead: str) -> None:
        element = self.element = delimiters.element
        begin = self.between = f"{delimiters.segment}{lead}"
        self.component = delimiters.component
        self.segment = delimiters.segment
        self.line = f"{begin}SVC{element}"
        self.adjustments = f"{begin}CAS{element}"
        self.remark = f"{begin}LQ{element}"
        date = f"{begin}DTM{element}"
        self.statement = f"{date}232{element}", f"{date}233{element}"  # first and last day
        self.service = f"{date}150{element}", f"{date}151{element}"
