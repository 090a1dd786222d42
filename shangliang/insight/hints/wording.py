"""Wording that turns a proposal into an advertisement or an accusation."""

import re

from django.utils.translation import gettext_lazy as _

from shangliang.insight.hints.draft import Draft, Hint, first_of

_PROMOTION = re.compile(
    r"(?:欢迎|诚邀)[^。\n]{0,10}(?:加盟|订购|选购|致电|洽谈)|(?:加盟|订购|招商|咨询)(?:热线|电话)\s*[:：]?"
    r"|(?:我(?:们)?公司|本公司|我司)[^。\n]{0,20}(?:产品|品牌|专利|技术|系统|平台)"
    r"|(?:全国|行业|国内|世界)(?:第一|首家|唯一|领先)的?(?:产品|品牌|企业|公司)|(?:独家|专利)(?:产品|代理|供应)"
    r"|(?:限时|特价|优惠价)\s*\d+\s*元|扫码(?:购买|下单)"
)
_PERSON = (
    r"(?:书记|局长|主任|镇长|乡长|县长|区长|市长|科长|处长|校长|院长|所长|队长"
    r"|经理|老板|董事长|法官|警察|医生|老师|村长)"
)
_WRONG = (
    r"(?:贪污|受贿|行贿|索贿|贪赃|徇私|包庇|勾结|诈骗|包养|吃拿卡要"
    r"|黑恶|保护伞|中饱私囊|滥用职权|以权谋私|草菅人命)"
)
_ACCUSATION = re.compile(
    rf"[\u4e00-\u9fff]{{1,4}}{_PERSON}[^。\n]{{0,30}}{_WRONG}"
    rf"|(?:实名)?举报[\u4e00-\u9fff]{{0,12}}{_PERSON}|{_WRONG}的?[^。\n]{{0,12}}{_PERSON}"
)
_ABUSE = re.compile(r"无耻|败类|混蛋|王八|狗官|畜生|不要脸|去死|蛀虫|人渣|饭桶|垃圾(?:干部|领导|政府|部门)")


def wording_hints(draft: Draft) -> list[Hint]:
    """Praise of a product, an accusation of a person, abuse."""
    found = []
    if place := first_of(draft, _ACCUSATION):
        sentence = _("This accuses a person who can be recognised.")
        reason = _(
            "Accusations by name are a reason not to file. They belong to the discipline inspection or the letters"
            " and visits office, which can look into them; a proposal says what should be arranged better."
        )
        found.append(Hint("accusation", place[0], sentence, reason, place[1]))
    if place := first_of(draft, _ABUSE):
        sentence = _("These words may hurt and hide your point.")
        reason = _("A unit answers facts more fully than anger: say what happened, where, how often.")
        found.append(Hint("abuse", place[0], sentence, reason, place[1]))
    if place := first_of(draft, _PROMOTION):
        sentence = _("This reads like the promotion of a product or a firm.")
        reason = _("Promotion is a reason not to file. Describe the need; who meets it is decided by others.")
        found.append(Hint("promotion", place[0], sentence, reason, place[1]))
    return found
