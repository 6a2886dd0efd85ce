"""Kaiji (開示): a listed company's regulated disclosure, from evidence to filing, every figure proved."""

__version__ = "0.1.0"
