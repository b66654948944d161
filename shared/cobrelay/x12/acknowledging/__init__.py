"""Acknowledgments of what came in: TA1, 999 and 277CA, out of the findings about it.

Guides: 005010X231A1 (999), 005010X214 (277CA), TA1 of the control standard X12.5. An answer goes
back the way the file came: sender and receiver change places.
"""

from cobrelay.x12.acknowledging.addressing import AnswerValues
from cobrelay.x12.acknowledging.claims import acknowledge_claims
from cobrelay.x12.acknowledging.syntax import acknowledge

__all__ = ["AnswerValues", "acknowledge", "acknowledge_claims"]
