"""Which telephone numbers may be called: read by libphonenumber's rules, emergency, short and premium ones refused."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType, shortnumberinfo
from phonenumbers import timezone as zones

from wanderlust.domain.calls.dialled_number import DialledNumber
from wanderlust.domain.countries import Country, EmergencyNumbers
from wanderlust.domain.errors import CallRefused

# Emergency numbers of anywhere are refused everywhere:
# networks connect foreign ones as well (112 and 911 nearly always).
_EMERGENCY_ANYWHERE = re.compile(r"000|10[0-48]|11[0-57-9]|12[0238]|133|144|155|19[0-4]|199|911|99[57-9]|1122")
_SHORTEST = 7  # digits of a whole number without its country code, in the smallest countries
_DEAR = frozenset([PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST])
# North America tells mobile and fixed numbers not apart, so every number there may be somebody's own.
_MAYBE_PRIVATE = frozenset(
    [
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.PERSONAL_NUMBER,
        PhoneNumberType.PAGER,
        PhoneNumberType.VOIP,
        PhoneNumberType.UNKNOWN,
    ]
)
_NO_REGION = "001"  # libphonenumber's region for satellites and international services


def read_number(text: str, region: str, here: Country | None = None) -> DialledNumber:
    """The number that a text gives.

    Args:
        text: As written or said in digits, with or without the country code.
        region: ISO 3166-1 code of the country it is dialled in when it has no country code.
        here: Facts of that country, to name its emergency number.

    Raises:
        CallRefused: It is an emergency, short, premium or satellite number, or none at all.
    """
    digits = re.sub(r"\D", "", text)
    if _is_emergency(text, digits, region):
        raise CallRefused("emergency", "I do not call emergency numbers.", emergency_remedy(here))
    if not digits:
        raise CallRefused("no_number", "There is no telephone number in that.", "Give it with its country code.")
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException as error:
        if 0 < len(digits) < _SHORTEST:
            raise _short(text) from error
        raise CallRefused(
            "no_number", f"{text} is no telephone number that I can read.", "Give it with its country code, as in +1."
        ) from error
    owner = phonenumbers.region_code_for_number(number) or ""
    valid = phonenumbers.is_valid_number(number)
    if not valid and len(str(number.national_number)) < _SHORTEST:
        raise _short(text)
    kind = phonenumbers.number_type(number)
    if kind in _DEAR:
        raise CallRefused("premium", "That number costs extra by the minute. I do not call such numbers.", _OTHER)
    if owner == _NO_REGION and kind is not PhoneNumberType.TOLL_FREE:
        raise CallRefused(
            "satellite", "That is a satellite or international service number. I do not call those.", _OTHER
        )
    if not valid:
        raise CallRefused("no_number", f"{text} is no number that anyone can have.", "Check its digits.")
    return DialledNumber(
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL),
        owner,
        kind in _MAYBE_PRIVATE,
        tuple(zone for zone in zones.time_zones_for_number(number) if zone != zones.UNKNOWN_TIMEZONE),
    )


_WHOLE_NUMBER = re.compile(r"\+?\d{7,15}")
_EMERGENCY_BY_NAME = frozenset(["112", "911", "999", "000", "110", "119", "118", "sos"])


def check_address(address: str, region: str, here: Country | None = None) -> None:
    """Raise CallRefused for a ``sip:`` address whose user is a number that may not be called.

    Short numbers are extensions there and may be called, save for those that reach help anywhere or in this region.
    """
    user = re.sub(r"^sips?:", "", address, flags=re.I).partition("@")[0].partition(";")[0].lower()
    plain = re.sub(r"[\s().-]", "", user)
    if plain in _EMERGENCY_BY_NAME or address.lower().startswith("urn:service:sos"):
        raise CallRefused("emergency", "I do not call emergency numbers.", emergency_remedy(here))
    if plain.isdigit() and region and shortnumberinfo.connects_to_emergency_number(plain, region):
        raise CallRefused("emergency", "I do not call emergency numbers.", emergency_remedy(here))
    if _WHOLE_NUMBER.fullmatch(plain):
        read_number(plain, region, here)


_WITH_ARTICLE = ("United ", "Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia", "Dominican Republic")
_OTHER = "Give me their ordinary number."


def _short(text: str) -> CallRefused:
    return CallRefused(
        "short", f"{text} is a short number. I call only whole numbers.", "Give it with its country code."
    )


def _is_emergency(text: str, digits: str, region: str) -> bool:
    if _EMERGENCY_ANYWHERE.fullmatch(digits):
        return True
    if region and shortnumberinfo.connects_to_emergency_number(re.sub(r"[^\d+]", "", text), region):
        return True
    # "+1 911", "0044 999": a country code before it makes it no other number.
    for length in (1, 2, 3):
        code = digits.removeprefix("00")
        if text.strip().startswith(("+", "00")) and _EMERGENCY_ANYWHERE.fullmatch(code[length:]):
            return phonenumbers.region_code_for_country_code(int(code[:length])) != "ZZ"
    return False


def emergency_remedy(here: Country | None) -> str:
    """What to dial instead: ``In Japan dial 110 (police) or 119 (ambulance, fire) yourself.``"""
    if here is None or here.practical is None:
        return "In most countries 112 reaches help; dial it yourself."
    article = "the " if here.name.startswith(_WITH_ARTICLE) else ""
    return f"In {article}{here.name} dial {emergency_words(here.practical.emergency)} yourself."


def emergency_words(numbers: EmergencyNumbers) -> str:
    """``112``, or each number with what it reaches."""
    if numbers.any:
        return numbers.any
    reached: dict[str, list[str]] = {}
    for number, service in ((numbers.police, "police"), (numbers.ambulance, "ambulance"), (numbers.fire, "fire")):
        if number:
            reached.setdefault(number, []).append(service)
    parts = [f"{number} ({', '.join(services)})" for number, services in reached.items()]
    return " or ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else "the local emergency number"
