"""The dated law of the conflict-minerals programme: data with its sources, and how to ask for it.

``data/`` holds the law as dated tables; :mod:`table` reads them, :mod:`statute` answers for a reporting
year, and :mod:`reason` gives the sentences with which a conclusion is explained.
"""

from kaiji.minerals.law.reason import Reason, reason
from kaiji.minerals.law.statute import (
    Edition,
    FormLayout,
    FormSection,
    Label,
    Law,
    Mineral,
    Programme,
    Statement,
    law_for,
)

__all__ = [
    "Edition",
    "FormLayout",
    "FormSection",
    "Label",
    "Law",
    "Mineral",
    "Programme",
    "Reason",
    "Statement",
    "law_for",
    "reason",
]
