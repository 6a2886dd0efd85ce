"""The parties of a disclosure: the company that files, its signer, and its suppliers."""

from __future__ import annotations

from dataclasses import dataclass

from kaiji.core.source import Source


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to write to or to call."""

    name: str = ""
    email: str = ""
    phone: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """The registrant as its charter and the Commission's records name it.

    Args:
        name: exact name as in the charter.
        name_in_english: its translation, where the charter's name is foreign.
        short_name: the one short form that the documents use.
        jurisdiction: state or country of incorporation.
        file_number: the Commission's file number.
        irs_number: employer identification number, or the words that stand for its absence.
        address: of the principal executive offices, with the postal code at its end.
        contact: the person to contact about the report.
    """

    name: str = ""
    name_in_english: str = ""
    short_name: str = ""
    jurisdiction: str = ""
    file_number: str = ""
    irs_number: str = ""
    address: str = ""
    zip_code: str = ""
    contact: Contact = Contact()

    @property
    def display_name(self) -> str:
        """The name that an English document uses."""
        return self.name_in_english or self.name

    @property
    def called(self) -> str:
        """The short form, or the full English name where none was chosen."""
        return self.short_name or self.display_name


@dataclass(frozen=True, slots=True)
class Supplier:
    """A direct supplier as the company's register has it."""

    key: str
    name: str
    country: str = ""
    contact: Contact = Contact()
    source: Source | None = None
