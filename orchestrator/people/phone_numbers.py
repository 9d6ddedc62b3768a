"""Telephone numbers as ITU-T E.164 has them: `+`, the country's code, the number, no blanks."""

import phonenumbers


def international(text: str, country: str) -> str:
    """The number in E.164; empty for what is no number that can be called.

    A number without a country's code is one of `country`, two capital letters of ISO 3166.
    """
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
