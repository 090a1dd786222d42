"""Cells as people type them: names with spaces, telephone numbers with dashes, ticks for yes."""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _t

from shangliang.bodies.models import Collective
from shangliang.core.errors import Invalid

_SPACE_IN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])")
_YES = frozenset({"是", "常委", "√", "✓", "1", "y", "yes", "true"})
_NO = frozenset({"", "否", "无", "×", "0", "n", "no", "false", "委员"})
# What stands in a column of parties without naming one that proposes here.
_NO_PARTY = frozenset({"中共党员", "中国共产党", "中共", "中共预备党员", "共青团员", "群众", "无"})
_ENDINGS = re.compile(r"(?:委员会|专委会|委|界|别|小组|组)$")
_LONGEST_NAME = 60


def person_name(cell: str) -> str:
    """张 三 is 张三; names in other scripts keep their spaces."""
    name = _SPACE_IN_CHINESE.sub("", cell)
    if not name:
        raise Invalid(_t("The name is missing."))
    if len(name) > _LONGEST_NAME:
        raise Invalid(_t("At most %(limit)s characters fit here.") % {"limit": _LONGEST_NAME})
    return name


def phone_number(cell: str) -> str:
    """Digits only, without the country's own code; anything else is no number."""
    digits = re.sub(r"[\s\-()]", "", unicodedata.normalize("NFKC", cell))
    digits = re.sub(r"^(?:\+|00)86", "", digits)
    if digits and not re.fullmatch(r"\+?\d{5,20}", digits):
        raise Invalid(_t("“%(cell)s” is no telephone number.") % {"cell": cell})
    return digits


def mail_address(cell: str) -> str:
    """A valid address or nothing."""
    mail = unicodedata.normalize("NFKC", cell).lower()
    if mail:
        try:
            validate_email(mail)
        except ValidationError as error:
            raise Invalid(_t("“%(cell)s” is no e-mail address.") % {"cell": cell}) from error
    return mail


def yes_or_no(cell: str) -> bool:
    """A tick, 是, 常委 … or nothing, 否 …"""
    word = cell.casefold()
    if word not in _YES | _NO:
        raise Invalid(_t("“%(cell)s” is neither yes nor no.") % {"cell": cell})
    return word in _YES


def collective_named(cell: str, among: Iterable[Collective]) -> Collective | None:
    """The collective of this name, or the only one that the name fits without its ending."""
    if cell in _NO_PARTY:
        return None
    rows = list(among)
    exact = [one for one in rows if cell in (one.name, one.name_en)]
    stem = _ENDINGS.sub("", cell) or cell
    fitting = exact or [
        one for one in rows if one.name.startswith(stem) or _ENDINGS.sub("", one.name) == stem
    ]
    if len(fitting) != 1:
        raise Invalid(_t("“%(cell)s” is not known here.") % {"cell": cell})
    return fitting[0]
