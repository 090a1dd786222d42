"""What a table of members or units can say, and by which headings it is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import ImportDraft
from shangliang.core.errors import Sentence
from shangliang.core.tables import guess_columns


@dataclass(frozen=True)
class Field:
    """One thing a row can say; `headings` are the names it goes by in tables."""

    name: str
    label: Sentence
    headings: tuple[str, ...]
    is_needed: bool = False


_MEMBERS = (
    Field("name", _("person's name"), ("姓名", "委员姓名", "名字", "name"), is_needed=True),
    Field(
        "username",
        _("sign-in name"),
        ("账号", "用户名", "登录名", "委员编号", "委员证号", "username", "account"),
    ),
    Field(
        "phone",
        _("telephone"),
        ("手机", "手机号", "手机号码", "联系电话", "电话", "phone", "mobile", "telephone"),
    ),
    Field("email", _("mail address"), ("邮箱", "电子邮箱", "电子邮件", "email", "mail")),
    Field("sector", _("sector"), ("界别", "所属界别", "sector")),
    Field("committee", _("committee"), ("专委会", "专门委员会", "所属专委会", "committee")),
    Field("party", _("party"), ("党派", "政治面貌", "party")),
    Field("group", _("group"), ("小组", "委员小组", "活动组", "编组", "group")),
    Field(
        "is_standing", _("standing member"), ("常委", "是否常委", "常务委员", "standing", "standing member")
    ),
    Field("employer", _("employer"), ("工作单位", "单位", "单位名称", "employer")),
    Field("job_title", _("position"), ("职务", "单位职务", "职务职称", "position", "job title")),
)
_UNITS = (
    Field(
        "name",
        _("name of the unit"),
        ("单位名称", "承办单位", "单位", "部门", "名称", "name", "unit"),
        is_needed=True,
    ),
    Field("kind", _("kind of unit"), ("类别", "单位类别", "类型", "系统", "kind")),
    Field("name_en", _("English name"), ("英文名称", "英文名", "english name", "name_en")),
)
_FIELDS = {ImportDraft.What.MEMBERS.value: _MEMBERS, ImportDraft.What.UNITS.value: _UNITS}


def fields_of(what: str) -> tuple[Field, ...]:
    """The fields of a table of members or units."""
    return _FIELDS[what]


def guessed_columns(what: str, headers: Sequence[str]) -> dict[str, int]:
    """Field → column, as the headings suggest."""
    return guess_columns(headers, {field.name: field.headings for field in fields_of(what)})
