"""What proposals are about, why one is not filed, and what the classes of a reply mean."""

from typing import NamedTuple

from .record import Record


class ReplyClass(NamedTuple):
    """One letter of a scheme. `outcome` says in the same words for all schemes what the letter stands for."""

    letter: str
    zh: str
    en: str
    outcome: str


class ReplyScheme(NamedTuple):
    """One of the dictionaries of reply classes in force."""

    code: str
    zh: str
    en: str
    classes: tuple[ReplyClass, ...]


OUTCOMES = ("solved", "under_way", "planned", "not_possible", "noted")

_NATIONAL_CATEGORIES = (
    Record("economy", "经济建设", "Economy"),
    Record("politics", "政治建设", "Politics"),
    Record("culture", "文化建设", "Culture"),
    Record("society", "社会建设", "Society"),
    Record("ecology", "生态文明建设", "Ecology"),
)

_LOCAL_CATEGORIES = (
    Record("economy.industry", "工业和信息化", "Industry and information technology"),
    Record("economy.agriculture", "农业农村", "Agriculture and the countryside"),
    Record("economy.finance", "财税金融", "Public finance, tax and banking"),
    Record("economy.trade", "商贸流通", "Trade and commerce"),
    Record("economy.science", "科技创新", "Science and innovation"),
    Record("politics.law", "法治建设", "Rule of law"),
    Record("politics.government", "政务服务和政府建设", "Government and public services"),
    Record("politics.united_front", "统战、民族和宗教", "United front, ethnic and religious affairs"),
    Record("culture.heritage", "文化遗产保护", "Cultural heritage"),
    Record("culture.media", "新闻出版和网络文化", "Press, publishing and online culture"),
    Record("culture.tourism", "文化旅游", "Culture and tourism"),
    Record("culture.sport", "体育事业", "Sport"),
    Record("society.health", "医疗卫生", "Health"),
    Record("society.education", "教育", "Education"),
    Record("society.elderly", "养老服务", "Care for the elderly"),
    Record("society.housing", "住房和城乡建设", "Housing and construction"),
    Record("society.transport", "交通出行", "Transport"),
    Record("society.employment", "就业和社会保障", "Employment and social security"),
    Record("society.safety", "公共安全和应急管理", "Public safety and emergencies"),
    Record("society.welfare", "社会福利和慈善", "Welfare and charity"),
    Record("ecology.water", "水利和水环境", "Water"),
    Record("ecology.air", "大气污染防治", "Clean air"),
    Record("ecology.waste", "垃圾分类和固废处理", "Waste"),
    Record("ecology.green", "园林绿化和生态保护", "Green space and nature"),
    Record("ecology.energy", "节能降碳和新能源", "Energy and carbon"),
)

_REASONS_NOT_TO_FILE = (
    Record("state_secret", "涉及党和国家秘密的。", "It concerns secrets of the Party or the state."),
    Record("forbidden", "国家明令禁止的。", "It asks for something that the state expressly forbids."),
    Record(
        "party_internal",
        "中共党员对党内有关组织、人事安排等方面有意见的。",
        "It is a Party member's opinion on the Party's own organisation or appointments.",
    ),
    Record(
        "other_party_internal",
        "民主党派成员反映本组织内部问题的。",
        "It raises an internal matter of a democratic party to which the proposer belongs.",
    ),
    Record(
        "litigation",
        "已进入民事、刑事、行政诉讼或者仲裁程序的。",
        "The matter is before a court or in arbitration.",
    ),
    Record("academic", "属于学术研讨的。", "It is a matter of academic discussion."),
    Record(
        "personal",
        "为本人或者亲属解决个人问题的。",
        "It seeks to settle a personal matter of the proposer or of relatives.",
    ),
    Record("promotion", "宣传、推介具体作品、产品的。", "It promotes a particular work or product."),
    Record("accusation", "指名举报的。", "It accuses a person or an organisation by name."),
    Record("empty", "内容空泛、没有具体建议的。", "It is too general and makes no concrete suggestion."),
)

_SOLVED = ReplyClass("A", "所提问题已经解决或者基本解决", "Solved or largely solved", "solved")
_NOT_POSSIBLE = "Not possible at present"

_REPLY_SCHEMES = (
    ReplyScheme(
        "three_classes",
        "三类：解决、计划解决、暂难解决",
        "Three classes: solved, planned, not possible",
        (
            _SOLVED,
            ReplyClass("B", "所提问题部分解决或者已列入计划解决", "Partly solved or planned", "planned"),
            ReplyClass("C", "所提问题因条件限制暂难解决或者留作参考", _NOT_POSSIBLE, "not_possible"),
        ),
    ),
    ReplyScheme(
        "four_classes",
        "四类：解决、正在解决、暂难解决、留作参考",
        "Four classes: solved, under way, not possible, noted",
        (
            _SOLVED,
            ReplyClass("B", "所提问题正在解决或者列入计划逐步解决", "Under way or planned", "under_way"),
            ReplyClass("C", "所提问题因目前条件限制需待以后解决", _NOT_POSSIBLE, "not_possible"),
            ReplyClass("D", "所提意见建议留作参考", "Noted for reference", "noted"),
        ),
    ),
    ReplyScheme(
        "progress_classes",
        "三类：解决、正在解决、列入计划",
        "Three classes by progress: solved, under way, planned",
        (
            _SOLVED,
            ReplyClass("B", "所提问题正在解决或者有关工作已经启动", "Work has begun", "under_way"),
            ReplyClass("C", "所提问题已列入规划计划逐步解决", "Planned", "planned"),
        ),
    ),
)


def national_categories() -> list[Record]:
    """Return the five categories in which national statistics are kept."""
    return list(_NATIONAL_CATEGORIES)


def local_categories() -> list[Record]:
    """Return the default second level; a code begins with its national category."""
    return list(_LOCAL_CATEGORIES)


def national_category_of(code: str) -> str:
    """Return the national category of a code of either level."""
    return code.partition(".")[0]


def reasons_not_to_file() -> list[Record]:
    """Return the ten reasons of the national rules; each is a sentence for the proposer."""
    return list(_REASONS_NOT_TO_FILE)


def reply_schemes() -> list[ReplyScheme]:
    """Return three schemes in use; the same letter can mean different things."""
    return list(_REPLY_SCHEMES)
