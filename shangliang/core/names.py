"""What in a text may be somebody's name: a common surname beside words that stand by names. Always a guess."""

import re
from collections.abc import Iterator

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石"
    "贾韦夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐伍庄申翟华"
)
_TWO = "欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯"
# 任何, 高中, 安全, 方便 and the like begin with a surname and are none.
_SURNAME = f"(?<![任如为几])(?!任何|高[中校等]|安[全保]|方[便面]|黄金|雷达|石油|金融|成都|万一)(?:{_TWO}|[{_SURNAMES}])"
_HAN = "[一-鿿]"
# Characters that end a name in running text, and those that make another word of a surname (高级经理, 任何同志).
_ENDS = f"(?!{_HAN})|(?=[住家是在的电手今现年有说和与])"
_NO_NAME = "级目务支委会区村镇乡室部办公副总门何位个名些校学局科处长"
_GIVEN = f"[^\\W\\da-zA-Z_{_NO_NAME}]"
_TITLES = (
    "先生|女士|小姐|同志|师傅|老师|医生|护士|书记|主任|局长|处长|科长|所长|院长|镇长|乡长|村长|校长|厂长|经理|老板|警官|律师"
    "|大爷|大妈|大叔|大姐|阿姨"
)
_PATTERNS = (
    # 我叫王小明，… whatever follows; without an end in sight, three characters are taken.
    re.compile(
        rf"(?:我叫|名叫|名字叫|姓名[是为：: ]*|联系人[是为：: ]*)({_SURNAME}(?:{_HAN}{{1,2}}?(?:{_ENDS})|{_HAN}{{2}}))"
    ),
    # 本人王小明，… only where the name ends: 我是高中老师 names nobody.
    re.compile(rf"(?:本人|我是|反映人|投诉人|举报人)[：: ]?({_SURNAME}{_GIVEN}{{1,2}})(?!{_HAN})"),
    re.compile(rf"({_SURNAME}{_GIVEN}{{0,2}}?|{_SURNAME}某{{1,2}})(?={_TITLES})"),
)


def guesses(text: str) -> Iterator[re.Match[str]]:
    """Every place that may be a name; the name is the first group."""
    for pattern in _PATTERNS:
        yield from pattern.finditer(text)
