"""What must not stand in an open proposal: marks of secrecy, and data of persons."""

import re
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Sentence
from shangliang.insight.hints.draft import Draft, Hint, first_of

_SECRET = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆]|[★☆]\s*(?:绝密|机密|秘密)"
    r"|(?:绝密|机密|秘密)(?:级|文件|件|信息|事项)|涉密(?:文件|信息|事项|资料|载体)"
    r"|内部(?:文件|资料)[,，]?\s*(?:不得|请勿|严禁|禁止)(?:外传|公开|扩散)|仅限内部(?:传阅|使用)"
    r"|(?:军用机场|导弹|雷达站|弹药库|战备(?:库|物资|工程)|人防指挥所)[^,。;\n]{0,12}(?:坐标|位置|数量|编号|部署)"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_CARD = re.compile(r"(?<!\d)[3-6]\d{3}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?!\d)")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])"
)
_HOME = re.compile(r"\d{1,4}\s*(?:栋|幢|号楼)\s*(?:\d{1,2}\s*单元\s*)?\d{2,4}\s*(?:室|房|户)")
Test = Callable[[str], bool]


def _has_identity_check(number: str) -> bool:
    """Whether the last digit proves the other seventeen (GB 11643)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def _has_card_check(number: str) -> bool:
    """Whether the digits pass the Luhn check of bank cards."""
    digits = [int(one) for one in number if one.isdigit()][::-1]
    doubled = [sum(divmod(2 * one, 10)) for one in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _always(_words: str) -> bool:
    return True


_PERSONAL: tuple[tuple[str, re.Pattern[str], Test, Sentence], ...] = (
    ("identity", _IDENTITY, _has_identity_check, _("This looks like an identity number.")),
    ("card", _CARD, _has_card_check, _("This looks like a bank card number.")),
    ("mobile", _MOBILE, _always, _("This looks like a mobile number.")),
    ("mail", _MAIL, _always, _("This looks like a private mail address.")),
    ("plate", _PLATE, _always, _("This looks like a number plate.")),
    ("home", _HOME, _always, _("This looks like the address of a home.")),
)
_SECRET_REASON = _(
    "State secrets must never be written here. If the matter touches one, stop and speak to the office in person."
)
_PERSONAL_REASON = _(
    "A proposal is read by many and may be published. Say what the matter is without data of a person;"
    " your own telephone number has a field of its own."
)


def secret_hints(draft: Draft) -> list[Hint]:
    """Marks of secrecy, then each kind of personal data once."""
    found = []
    if secret := first_of(draft, _SECRET):
        mark = _("This reads like a mark or the content of a state secret.")
        found.append(Hint("secret", secret[0], mark, _SECRET_REASON, secret[1]))
    for code, pattern, is_real, sentence in _PERSONAL:
        if place := _first_real(draft, pattern, is_real):
            found.append(Hint(code, place[0], sentence, _PERSONAL_REASON, place[1]))
    return found


def _first_real(draft: Draft, pattern: re.Pattern[str], is_real: Test) -> tuple[str, str] | None:
    for name, text in draft.parts():
        for found in pattern.finditer(text):
            if is_real(found.group(0)):
                return name, _masked(found.group(0))
    return None


def _masked(words: str) -> str:
    """Enough to find it again, not enough to read it over a shoulder."""
    return words if len(words) <= 6 else f"{words[:3]}…{words[-2:]}"


def without_personal_data(text: str) -> str:
    """The text with every such passage blacked out; for whatever leaves the house."""
    for _code, pattern, _is_real, _sentence in _PERSONAL:
        text = pattern.sub("■■■", text)
    return text
