"""Who makes up a conference: sectors, parties, people's organisations and special committees."""

from .record import Record

_PARTIES = (
    Record("revolutionary_committee", "民革", "Revolutionary Committee of the Chinese Kuomintang"),
    Record("democratic_league", "民盟", "China Democratic League"),
    Record("democratic_construction", "民建", "China National Democratic Construction Association"),
    Record("promoting_democracy", "民进", "China Association for Promoting Democracy"),
    Record("peasants_and_workers", "农工党", "Chinese Peasants' and Workers' Democratic Party"),
    Record("zhi_gong", "致公党", "China Zhi Gong Party"),
    Record("jiu_san", "九三学社", "Jiusan Society"),
    Record("taiwan_league", "台盟", "Taiwan Democratic Self-Government League"),
)
_WITHOUT_PARTY = Record("without_party", "无党派人士", "Personages without party affiliation")
_COMMERCE_FEDERATION = Record("commerce_federation", "工商联", "Federation of Industry and Commerce")
_OTHER_ORGANISATIONS = (
    Record("science_association", "科协", "Association for Science and Technology"),
    Record("taiwan_compatriots", "台联", "Federation of Taiwan Compatriots"),
    Record("returned_overseas", "侨联", "Federation of Returned Overseas Chinese"),
)
_WORKERS_AND_WOMEN = (
    Record("trade_unions", "总工会", "Federation of Trade Unions"),
    Record("women_federation", "妇联", "Women's Federation"),
)

_SECTORS = (
    Record("communist_party", "中国共产党", "Communist Party of China"),
    *_PARTIES,
    _WITHOUT_PARTY,
    Record("youth", "共青团和青联", "Communist Youth League and Youth Federation"),
    *_WORKERS_AND_WOMEN,
    _COMMERCE_FEDERATION,
    *_OTHER_ORGANISATIONS,
    Record("arts", "文化艺术界", "Culture and art"),
    Record("science", "科学技术界", "Science and technology"),
    Record("social_sciences", "社会科学界", "Social sciences"),
    Record("economy", "经济界", "Economy"),
    Record("agriculture", "农业界", "Agriculture"),
    Record("education", "教育界", "Education"),
    Record("sport", "体育界", "Sport"),
    Record("press", "新闻出版界", "Press and publishing"),
    Record("health", "医药卫生界", "Medicine and health"),
    Record("friendship", "对外友好界", "Friendship with foreign countries"),
    Record("welfare", "社会福利和社会保障界", "Social welfare and social security"),
    Record("environment", "环境资源界", "Environment and resources"),
    Record("minorities", "少数民族界", "Ethnic minorities"),
    Record("religion", "宗教界", "Religion"),
    Record("hong_kong", "特邀香港人士", "Specially invited people from Hong Kong"),
    Record("macao", "特邀澳门人士", "Specially invited people from Macao"),
    Record("invited", "特别邀请人士", "Specially invited people"),
)

_RARE_IN_CITIES = frozenset({"hong_kong", "macao"})
_RARE_IN_COUNTIES = _RARE_IN_CITIES | {"taiwan_league", "taiwan_compatriots", "social_sciences", "friendship"}
_LEFT_OUT = {"city": _RARE_IN_CITIES, "county": _RARE_IN_COUNTIES}

_FULL_NAMES = {
    "revolutionary_committee": "中国国民党革命委员会",
    "democratic_league": "中国民主同盟",
    "democratic_construction": "中国民主建国会",
    "promoting_democracy": "中国民主促进会",
    "peasants_and_workers": "中国农工民主党",
    "zhi_gong": "中国致公党",
    "taiwan_league": "台湾民主自治同盟",
    "youth": "中国共产主义青年团和中华全国青年联合会",
    "youth_league": "中国共产主义青年团",
    "youth_federation": "中华全国青年联合会",
    "trade_unions": "中华全国总工会",
    "women_federation": "中华全国妇女联合会",
    "commerce_federation": "中华全国工商业联合会",
    "science_association": "中国科学技术协会",
    "taiwan_compatriots": "中华全国台湾同胞联谊会",
    "returned_overseas": "中华全国归国华侨联合会",
}

_PROPOSALS = Record("proposals", "提案委员会", "Proposals")
_ECONOMY = Record("economy", "经济委员会", "Economic Affairs")
_AGRICULTURE = Record("agriculture", "农业和农村委员会", "Agriculture and Rural Affairs")
_ENVIRONMENT = Record("environment", "人口资源环境委员会", "Population, Resources and Environment")
_EDUCATION = Record("education", "教科卫体委员会", "Education, Science, Health and Sports")
_SOCIETY = Record("society", "社会和法制委员会", "Social and Legal Affairs")
_PEOPLES = Record("peoples", "民族和宗教委员会", "Ethnic and Religious Affairs")
_ABROAD = Record(
    "abroad", "港澳台侨和外事委员会", "Hong Kong, Macao, Taiwan, Overseas Chinese and Foreign Affairs"
)
_CULTURE = Record("culture", "文化文史和学习委员会", "Culture, Historical Data and Study")
_MEMBERS = Record("members", "委员工作委员会", "Work with Members")

_COMMITTEES = {
    "nation": (
        *(_PROPOSALS, _ECONOMY, _AGRICULTURE, _ENVIRONMENT, _EDUCATION, _SOCIETY, _PEOPLES),
        Record("compatriots", "港澳台侨委员会", "Hong Kong, Macao, Taiwan and Overseas Chinese"),
        Record("foreign", "外事委员会", "Foreign Affairs"),
        _CULTURE,
    ),
    "province": (
        *(
            _PROPOSALS,
            _ECONOMY,
            _AGRICULTURE,
            _ENVIRONMENT,
            _EDUCATION,
            _SOCIETY,
            _PEOPLES,
            _ABROAD,
            _CULTURE,
        ),
        _MEMBERS,
    ),
    "city": (
        *(_PROPOSALS, _ECONOMY, _AGRICULTURE, _ENVIRONMENT, _EDUCATION),
        Record("society_peoples", "社会法制和民族宗教委员会", "Social, Legal, Ethnic and Religious Affairs"),
        *(_ABROAD, _CULTURE, _MEMBERS),
    ),
    "county": (
        Record("proposals_members", "提案和委员联络委员会", "Proposals and Liaison with Members"),
        Record("economy_agriculture", "经济和农业农村委员会", "Economy, Agriculture and Rural Affairs"),
        Record(
            "environment", "城建和人口资源环境委员会", "Construction, Population, Resources and Environment"
        ),
        Record("education_culture", "教科卫体和文化文史学习委员会", "Education, Health, Culture and Study"),
        Record(
            "society_peoples", "社会法制和民宗港澳台侨委员会", "Social, Legal, Ethnic and Overseas Affairs"
        ),
    ),
}


def national_sectors() -> list[Record]:
    """Return the 34 sectors of the national conference since 2023, in their official order."""
    return list(_SECTORS)


def sectors_for(level: str) -> list[Record]:
    """Return the usual sectors of a conference of this level: a start that each place then changes."""
    return [sector for sector in _SECTORS if sector.code not in _LEFT_OUT.get(level, ())]


def parties() -> list[Record]:
    """Return those who propose as a party: the eight, the federation of commerce, the unaffiliated."""
    return [*_PARTIES, _COMMERCE_FEDERATION, _WITHOUT_PARTY]


def people_organisations() -> list[Record]:
    """Return the eight people's organisations (人民团体) that take part in the conference."""
    league = Record("youth_league", "共青团", "Communist Youth League")
    federation = Record("youth_federation", "青联", "Youth Federation")
    return [league, *_WORKERS_AND_WOMEN, federation, _COMMERCE_FEDERATION, *_OTHER_ORGANISATIONS]


def full_name(record: Record) -> str:
    """Return the full Chinese name of a party or national organisation, the usual name of anything else."""
    return _FULL_NAMES.get(record.code, record.zh)


def committees_for(level: str) -> list[Record]:
    """Return the usual special committees of a conference of this level; every member sits on one."""
    return list(_COMMITTEES[level])
