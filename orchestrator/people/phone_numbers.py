"""Phone numbers in the form of ITU-T E.164: `+`, country code and number, without spaces."""

import phonenumbers


def international(text: str, country: str) -> str:
    """Return the number in E.164; empty if it is not a valid number.

    A number without a country code belongs to `country`, two capital letters of ISO 3166.
    """
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
