"""The form of a proposal: a title that says the matter, one matter, its three parts, suggestions one can act on."""

import re

from django.utils.translation import gettext_lazy as _

from shangliang.insight.hints.draft import Draft, Hint, shortened

LEAST_PROBLEM = 60
LEAST_ANALYSIS = 30
LEAST_SUGGESTION = 60
_TITLE = re.compile(r"^关于.{2,}的(?:建议|提案|意见)$")
_JOINED = re.compile(r"(?:以及|暨|、)[^、]{4,}(?:以及|暨|、)|的建议.{0,4}(?:和|及|与)关于")
_NEW_MATTER = re.compile(r"(?:另外|此外|顺便|还有一(?:件|个)事|另一个问题|题外话)[,，:：]?")
_DOING = re.compile(
    r"建立|设立|制定|出台|修订|增设|增加|开通|改造|新建|建设|安排|拨付|补贴|减免|公布|公开|培训|检查|整治|清理|取消|合并"
    r"|延长|缩短|试点|招聘|配备|购置|签订|考核|评估|设置|划定|修复|修建|更新|配建|统一|明确|列入|纳入|推行|实行|实施|组织|开展|给予"
)
_EMPTY = re.compile(
    r"(?:进一步)?(?:加强|加大|高度|更加|切实|不断|提高|提升|强化)(?:领导|重视|宣传|认识|力度|管理|监管|引导|意识|协调|统筹)"
)
_MARK = re.compile(
    r"(?m)^\s*(?:[一二三四五六七八九十]+[、.]|\d{1,2}[、.)]|[((][一二三四五六七八九十\d]+[))]|第[一二三四五六七八九十]|[一二三四五]是)|[。;]\s*(?:[一二三四五]是|[一二三四五六]、)"
)
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十百千万]+(?:个|起|次|人|户|处|辆|所|家|年|月|天|亩|公里|元)")


def form_hints(draft: Draft) -> list[Hint]:
    """In the order of the form."""
    parts = dict(draft.parts())
    text = {name: part.strip() for name, part in parts.items()}
    return [*_of_title(text["title"]), *_of_problem(text), *_of_suggestion(text["suggestion"])]


def _of_title(title: str) -> list[Hint]:
    found = []
    if title and not _TITLE.match(title):
        reason = _("The office, the units and the public find a case by its title.")
        sentence = _("The title should read “关于……的建议” and name the matter.")
        found.append(Hint("title", "title", sentence, reason))
    if joined := _JOINED.search(title):
        found.append(Hint("one_matter", "title", _SEVERAL, _ONE_REASON, shortened(joined.group(0))))
    return found


_SEVERAL = _("The title seems to name several matters.")
_ONE_REASON = _("One matter a proposal: it goes to one lead unit, gets one answer and is rated once.")


def _of_problem(text: dict[str, str]) -> list[Hint]:
    problem, analysis = text["problem"], text["analysis"]
    found = []
    if len(problem) < LEAST_PROBLEM:
        found.append(
            Hint("problem", "problem", _("The problem is told in a few words only."), _PROBLEM_REASON)
        )
    elif not _FIGURE.search(problem):
        sentence = _("The problem names no figure.")
        reason = _("How many, how often, since when: with one figure a unit can check the matter at once.")
        found.append(Hint("figure", "problem", sentence, reason))
    if len(analysis) < LEAST_ANALYSIS:
        reason = _("Knowing the causes, a unit can mend them instead of their effects.")
        found.append(Hint("analysis", "analysis", _("The causes are hardly analysed."), reason))
    for name in ("problem", "analysis", "suggestion"):
        if other := _NEW_MATTER.search(text[name]):
            begun = _("Here another matter seems to begin.")
            found.append(Hint("one_matter", name, begun, _ONE_REASON, shortened(other.group(0))))
            break
    return found


_PROBLEM_REASON = _("Where, who is affected, how badly: the unit must be able to recognise the situation.")


def _of_suggestion(suggestion: str) -> list[Hint]:
    if len(suggestion) < LEAST_SUGGESTION:
        sentence = _("The suggestion is very short.")
        return [Hint("suggestion", "suggestion", sentence, _CONCRETE_REASON)]
    found = []
    if not _DOING.search(suggestion):
        sentence = _("The suggestion names nothing that somebody would do.")
        found.append(Hint("concrete", "suggestion", sentence, _CONCRETE_REASON))
    elif len(empty := _EMPTY.findall(suggestion)) > len(_DOING.findall(suggestion)):
        sentence = _("The suggestion mostly asks for more attention, hardly for steps.")
        found.append(
            Hint(
                "empty", "suggestion", sentence, _CONCRETE_REASON, shortened("、".join(dict.fromkeys(empty)))
            )
        )
    if len(suggestion) > 400 and not _MARK.search(suggestion):
        sentence = _("The suggestions run on without numbers.")
        reason = _("Numbered suggestions are answered one by one; in running text some get lost.")
        found.append(Hint("numbers", "suggestion", sentence, reason))
    return found


_CONCRETE_REASON = _(
    "“Empty, no concrete suggestion” is a reason not to file. Say who should do what, where, and by when."
)
