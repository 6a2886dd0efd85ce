"""The version of the software, as packages and pages carry it."""

VERSION = "0.1.0"
