"""The words of a document against its calendar, its periods, its names and its figures."""

from kaiji.tieout.words.catalogue import RULES, check_words

__all__ = ["RULES", "check_words"]
