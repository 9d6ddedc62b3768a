"""The formats in which advertising and mail platforms import a list of people.

Each follows its platform's documentation, see `source`: column names, how a value is written, and
whether it is hashed (SHA-256 in hexadecimal digits of the normalized value in UTF-8).
"""

import hashlib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from orchestrator.roles import CONTACT_DETAILS, ROLES

Attribute = Literal["email", "phone", "first_name", "last_name", "country", "postal_code"]
ATTRIBUTES = ROLES[CONTACT_DETAILS][1:]
"""What formats contain about a person: the columns of the role, except the key."""

International = Callable[[str, str], str]
"""Returns a phone number in E.164, from its text and an ISO 3166 country; "" if invalid."""


class UploadColumn(Struct, frozen=True):
    """A column: `written` makes its text from the attribute's, and the person's country."""

    header: str
    attribute: Attribute
    written: Callable[[str, str], str] = lambda text, _: text.strip()
    is_hashed: bool = False


class UploadFormat(Struct, frozen=True):
    """A platform's format: groups of columns that are only useful together.

    People are matched by one of the attributes in `identified_by`.
    """

    name: str
    platform: str
    source: str
    groups: tuple[tuple[UploadColumn, ...], ...]
    identified_by: tuple[Attribute, ...] = ("email", "phone")

    def columns(self, known: Sequence[str]) -> tuple[UploadColumn, ...]:
        """Return the columns that can be filled from these attributes."""
        return tuple(
            column
            for group in self.groups
            if all(each.attribute in known for each in group)
            for column in group
        )

    def headers(self, known: Sequence[str]) -> tuple[str, ...]:
        """Return the header of a file."""
        return tuple(column.header for column in self.columns(known))

    def row(
        self, known: Sequence[str], values: Sequence[object], international: International
    ) -> list[str] | None:
        """Return a person's row; None if the platform could match nobody by it."""
        texts = {name: str(value or "") for name, value in zip(known, values, strict=True)}
        country = texts.get("country", "").strip().upper()
        if texts.get("phone"):
            texts["phone"] = international(texts["phone"], country)
        plain = {
            column: column.written(texts[column.attribute], country)
            for column in self.columns(known)
        }
        if not any(plain[column] for column in plain if column.attribute in self.identified_by):
            return None
        return [_hashed(text) if column.is_hashed else text for column, text in plain.items()]


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def _compact(text: str, _country: str) -> str:
    """Return the text in lower case, without any spaces."""
    return "".join(text.lower().split())


def _trimmed(text: str, _country: str) -> str:
    return text.strip().lower()


def _google_address(text: str, country: str) -> str:
    """Return the address without dots if its domain ignores them."""
    name, at, domain = _compact(text, country).rpartition("@")
    return f"{name.replace('.', '') if domain in _WITHOUT_DOTS else name}{at}{domain}"


def _digits(text: str, _country: str) -> str:
    return text.removeprefix("+")


def _without_punctuation(text: str, _country: str) -> str:
    kept = (sign for sign in text.lower() if unicodedata.category(sign)[0] not in "PS")
    return " ".join("".join(kept).split())


def _meta_postal_code(text: str, country: str) -> str:
    """Return the code without spaces; in the United States its first five digits."""
    code = _compact(text, country)
    return code.partition("-")[0][:5] if country == "US" else code


_WITHOUT_DOTS = ("gmail.com", "googlemail.com")

UPLOAD_FORMATS: Mapping[str, UploadFormat] = {
    found.name: found
    for found in (
        UploadFormat(
            "google_customer_match",
            "Google Ads Customer Match",
            "https://support.google.com/google-ads/answer/7659867",
            (
                (UploadColumn("Email", "email", _google_address, True),),
                (UploadColumn("Phone", "phone", is_hashed=True),),
                (
                    UploadColumn("First Name", "first_name", _compact, True),
                    UploadColumn("Last Name", "last_name", _compact, True),
                    UploadColumn("Country", "country", lambda text, _: text.strip().upper()),
                    UploadColumn("Zip", "postal_code"),
                ),
            ),
        ),
        UploadFormat(
            "meta_custom_audience",
            "Meta Custom Audiences",
            "https://www.facebook.com/business/help/2082575038703844",
            (
                (UploadColumn("email", "email", _trimmed, True),),
                (UploadColumn("phone", "phone", _digits, True),),
                (UploadColumn("fn", "first_name", _without_punctuation, True),),
                (UploadColumn("ln", "last_name", _without_punctuation, True),),
                (UploadColumn("zip", "postal_code", _meta_postal_code, True),),
                (UploadColumn("country", "country", _trimmed, True),),
            ),
        ),
        UploadFormat(
            "tiktok_customer_file",
            "TikTok customer file audiences",
            "https://ads.tiktok.com/help/article/list-of-supported-ids-and-formats-for-a-customer-file",
            (
                (UploadColumn("Email_SHA256", "email", _compact, True),),
                (UploadColumn("Phone_SHA256", "phone", is_hashed=True),),
            ),
        ),
        UploadFormat(
            "klaviyo",
            "Klaviyo lists",
            "https://help.klaviyo.com/hc/en-us/articles/115005078967",
            (
                (UploadColumn("Email", "email", _trimmed),),
                (UploadColumn("Phone Number", "phone"),),
                (UploadColumn("First Name", "first_name"),),
                (UploadColumn("Last Name", "last_name"),),
            ),
        ),
        UploadFormat(
            "mailchimp",
            "Mailchimp audiences",
            "https://mailchimp.com/help/format-guidelines-for-your-import-file/",
            (
                (UploadColumn("Email Address", "email", _trimmed),),
                (UploadColumn("First Name", "first_name"),),
                (UploadColumn("Last Name", "last_name"),),
            ),
            identified_by=("email",),
        ),
    )
}
