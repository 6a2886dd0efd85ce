"""Kaiji (開示): a listed company's regulated disclosure, from evidence to filing, every figure proved.

The verbs: :func:`read`, :func:`check`, :func:`roll_up`, :func:`build`, :func:`tie_out`, :func:`explain`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaiji.core import version

if TYPE_CHECKING:
    from kaiji.verbs import build, check, explain, read, roll_up, tie_out

__version__ = version.VERSION

__all__ = ["__version__", "build", "check", "explain", "read", "roll_up", "tie_out"]


def __getattr__(name: str) -> object:
    """Load a verb when it is first used, so that ``import kaiji.core`` stays light."""
    if name in __all__:
        from kaiji import verbs  # noqa: PLC0415

        return getattr(verbs, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
