"""What the invented public says: its words, the place, what they are about, the answer, and how far they come."""

from typing import NamedTuple


class Word(NamedTuple):
    """One thing said. `course` is how far it comes: see demo/words.py."""

    course: str
    text: str
    place: str
    category: str
    answer: str = ""


WORDS = (
    Word(
        "published",
        "菜场东门的斑马线磨得看不清了，早上接送孩子的老人很多，希望重新划线，再加一盏提示灯。",
        "城南菜场东门",
        "society.transport",
        "已现场查看，该处标线列入本月复划计划，提示灯随道路照明改造一并安装，预计月底前完成。",
    ),
    Word(
        "published",
        "图书馆周末座位紧张，能不能把二楼报告厅在没有活动的时候开放给大家自习？",
        "市图书馆",
        "culture.media",
        "自下周起，报告厅无活动的周末对外开放自习，座位八十个，入口处公布当周开放时间。",
    ),
    Word(
        "rated",
        "小区门口的非机动车道常年停着网约车，骑车只能绕到机动车道上，很危险。",
        "东升路与文昌路口",
        "society.transport",
        "已与交警部门会商，该路段增设护栏和禁停标志，近期加强早晚高峰巡查。",
    ),
    Word(
        "again",
        "公园里的公厕晚上八点就锁门，散步的人要走很远，建议延长开放时间。",
        "滨河公园",
        "ecology.green",
        "公厕开放时间为六时至二十时，请合理安排出行。",
    ),
    Word(
        "answered",
        "村口公交末班车是十七点四十，下班赶不上，能否加一班晚一点的？",
        "和平村站",
        "society.transport",
        "经客流调查，自下月一日起增开十八点四十末班车一班，试运行三个月后评估。",
    ),
    Word(
        "forwarded",
        "学校放学时段门口太挤，建议把接送区分成两段，高低年级错开十五分钟。",
        "实验小学北门",
        "society.education",
    ),
    Word(
        "forwarded",
        "幼儿园旁边的空地堆了建筑垃圾，刮风时尘土很大，请尽快清走。",
        "新苗幼儿园东侧",
        "society.education",
    ),
    Word(
        "hotline",
        "楼下路灯坏了三盏，已经一个星期，晚上走路看不见台阶。",
        "梅园小区六幢",
        "society.housing",
    ),
    Word(
        "offered",
        "老旧小区加装电梯，一楼住户的顾虑一直没有统一的补偿说法，希望市里出一个参考办法。",
        "",
        "society.housing",
    ),
    Word(
        "offered",
        "现在独居老人越来越多，能不能把送奶、送报、收垃圾的人组织起来，顺便敲门问一声？",
        "",
        "society.elderly",
    ),
    Word(
        "adopted",
        "充电桩装在小区最里面，消防车进不来，建议新建小区把集中充电区放在出入口附近。",
        "",
        "society.safety",
    ),
    Word(
        "reported",
        "小区周边的家政公司收费没有标准，同样的保洁几家差一倍，出了问题也找不到人管。",
        "",
        "society.elderly",
    ),
    Word("declined", "邻居装修把我家墙震裂了，谈了几次都不肯赔，请帮我主持公道。", "", ""),
    Word("new", "早餐店的油烟直接排到楼道里，开窗就是味道，已经半年了。", "解放路一百二十号", ""),
    Word("new", "博物馆的讲解器只能用身份证借，老人常常没带，能不能用押金借？", "市博物馆", ""),
    Word("new", "河边新修的步道很好，就是没有坐的地方，走累了只能站着。", "城北河步道", ""),
    Word("new", "社区医院的慢病药常常断货，每次都要跑市医院，能不能提前告诉大家哪天有药？", "", ""),
)
# What stands before everybody in the other bodies, so that no two of them publish the same words.
_PUBLIC_ELSEWHERE = {
    "province": (
        Word(
            "published",
            "高铁站到长途客运站要拖着行李走一公里，路牌只写了一处，能不能把指引接起来，再设一条接驳线？",
            "高铁站南广场",
            "society.transport",
            "已会同车站增设连续指引标识四十处，接驳线下月一日起试运行，首末班与到发车次衔接。",
        ),
        Word(
            "published",
            "异地住院回来报销要跑两趟窗口，材料基本一样，能否一次收齐、网上看进度？",
            "",
            "society.health",
            "异地住院报销已改为一次收件、内部流转，办理进度可在网上查询，各窗口年底前统一执行。",
        ),
        Word(
            "offered",
            "乡镇卫生院会看片子的医生少，片子拍了要等县里回，建议全省建一个统一的远程阅片中心。",
            "",
            "society.health",
        ),
        Word(
            "offered",
            "快递盒和泡沫箱越堆越多，卖不掉也没人收，希望有统一的回收办法和回收点。",
            "",
            "ecology.waste",
        ),
    ),
    "county": (
        Word(
            "published",
            "菜场二楼的扶梯坏了快两个月，买菜的大多是老人，上下很吃力，请尽快修好。",
            "中心菜场",
            "society.housing",
            "扶梯主板已更换并通过检验，昨日恢复运行；市场方今后每月公示一次检修情况。",
        ),
        Word(
            "published",
            "暑假孩子没人带，社区活动室白天空着，能不能开个暑托班，请大学生来帮忙？",
            "南溪社区",
            "society.education",
            "今年暑期在六个社区开办暑托班，每班三十人，由团区委招募大学生志愿者，六月中旬起报名。",
        ),
        Word(
            "offered",
            "村里的河道保洁船一个月来一次，水葫芦长得比船快，建议按季节排班，夏天多来几趟。",
            "",
            "ecology.green",
        ),
        Word(
            "offered",
            "外卖骑手跑一天没处喝水充电，沿街银行、药店能不能挂个牌子，让人进来歇一歇？",
            "",
            "society.employment",
        ),
    ),
}


def words_of(level: str) -> tuple[Word, ...]:
    """What is said to the demo's body of a level: before everybody something of its own, on its desk the same."""
    own = _PUBLIC_ELSEWHERE.get(level, ())
    return (*own, *(word for word in WORDS if not own or word.course not in ("published", "offered")))


SEALED = "我们这幢楼的楼道里这几天总有燃气味，报修过一次没有查出来，老人多，很担心。"
