"""The word lists that synthetic names are drawn from."""

# ruff: noqa: E501 - one sentence, one line: people edit these tables as text.

COMMON_SURNAMES = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
RARE_SURNAMES = tuple("佘仇单查缪宓逄亓仝芮璩闵麻雒郗鄢厍昝禚苌麴邸郇璋钭蒯羿仉俎邰伊隗")
DOUBLE_SURNAMES = (
    "欧阳", "司徒", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "令狐", "慕容", "东方", "端木", "百里", "南宫", "司马", "公孙", "轩辕",
)  # fmt: skip
GIVEN_CHARACTERS = tuple(
    "安柏彬冰博采长超辰晨诚承崇传春纯聪达丹道德东敦恩法帆芳菲斐锋凤福富刚格根耕谷光广桂国海涵翰昊浩和荷恒弘宏"
    "鸿华怀焕慧吉佳嘉坚建健江洁金锦晋京晶景静菊娟军钧俊凯康可克坤兰朗乐磊礼立丽莉利良亮林琳玲灵龙茂玫梅美萌敏"
    "明铭慕楠念宁培佩鹏平萍启琪琦谦倩强乔勤青清晴庆秋群然仁荣容蓉融如瑞若森珊善尚绍升胜诗石书淑舒树爽顺思松素"
    "涛婷同彤桐维伟文闻雯武希溪熙霞贤翔祥晓欣新信星兴秀旭轩雪雅言彦燕阳洋尧瑶业烨怡宜以义艺毅音英颖永勇咏友雨"
    "玉育裕元远媛月岳云芸允泽展哲真振正之芝知志治智忠洲竹卓子梓紫宗祖"
)
# Characters beyond the basic plane (CJK Extension B) that occur in names: they must survive every page and file.
RARE_CHARACTERS = (
    "\U00023c97",
    "\U00023c98",
    "\U000249db",
    "\U00025532",
    "\U00028c47",
    "\U00028c4f",
    "\U00029f7e",
)
TIBETAN_PARTS = (
    "扎西", "卓玛", "次仁", "平措", "央金", "达瓦", "尼玛", "旺堆", "拉姆", "德吉", "罗布", "索朗", "白玛", "格桑", "强巴", "曲珍", "洛桑", "边巴",
)  # fmt: skip
UYGHUR_GIVEN = (
    "艾力", "古丽娜尔", "阿依古丽", "热合曼", "努尔兰", "帕提古丽", "买合木提", "阿迪力", "祖丽皮亚", "吐尔逊", "玛依拉", "凯撒",
)  # fmt: skip
UYGHUR_FATHERS = (
    "买买提", "吾买尔", "阿不都拉", "热西提", "艾山", "司马义", "依明", "托合提", "玉素甫", "卡德尔", "尼亚孜", "沙依木",
)  # fmt: skip

BRAND_STARTS = tuple("澄朗岚泓睿溯垚衡砺卓屹沐麓昱翊笙籁禾堃璟煦峤沅澍")
BRAND_ENDINGS = tuple("牧嵩濯璞翎畴砚铎舟穗陌辙旻翮淼桁墨屿圻弦棠榛")
TRADES = (
    "精密机械", "新材料", "纺织科技", "食品", "生态农业", "智能装备", "生物科技", "信息技术", "建筑工程", "包装材料",
    "物流", "文化传播", "环保科技", "电子", "服饰", "家居", "商贸", "医疗器械", "园林工程", "能源科技",
)  # fmt: skip

DEFAULT_FIELD = "public"
FIELDS_OF_SECTORS = {
    **dict.fromkeys(("工商联", "经济", "民建", "台盟", "台联", "侨联", "致公党", "青联"), "business"),
    **dict.fromkeys(("教育", "民盟", "民进"), "education"),
    **dict.fromkeys(("医药卫生", "农工党"), "health"),
    **dict.fromkeys(("科技", "科协", "九三学社", "社科", "社会科学"), "science"),
    **dict.fromkeys(("农业", "农业和农村", "农村"), "agriculture"),
    **dict.fromkeys(("文化艺术", "新闻出版"), "culture"),
    **dict.fromkeys(("体育",), "sport"),
    **dict.fromkeys(("民革", "法律", "社会和法制"), "law"),
    **dict.fromkeys(("妇联", "共青团", "工会", "总工会", "社会福利和社会保障", "社会福利"), "social"),
    **dict.fromkeys(("环境资源",), "environment"),
}
EMPLOYERS = {
    "business": ("{short}{brand}{trade}有限公司", "{short}{brand}{trade}有限公司", "{short}{brand}控股集团有限公司", "{place}{brand}商会"),
    "education": ("{place}{stem}中学", "{place}{stem}实验小学", "{place}{brand}职业技术学校", "{place}{stem}幼儿园"),
    "health": ("{place}{stem}医院", "{place}{stem}中医医院", "{place}{stem}妇幼保健院", "{place}{stem}社区卫生服务中心"),
    "science": ("{short}{brand}研究院", "{place}技术创新服务中心", "{short}{brand}{trade}有限公司研发中心", "{place}社会科学联合会"),
    "agriculture": ("{short}{brand}生态农业专业合作社", "{place}农业技术推广中心", "{short}{brand}家庭农场", "{place}种子站"),
    "culture": ("{place}{stem}文化馆", "{place}{stem}博物馆", "{place}融媒体中心", "{short}{brand}文化传播有限公司"),
    "sport": ("{place}少年儿童业余体育学校", "{place}体育总会", "{short}{brand}体育发展有限公司"),
    "law": ("{short}{brand}律师事务所", "{place}{stem}公证处", "{place}法律援助中心", "{short}{brand}会计师事务所"),
    "social": ("{place}社会福利中心", "{short}{brand}社会工作服务中心", "{place}青少年活动中心", "{place}慈善总会"),
    "environment": ("{place}{stem}环境监测站", "{place}林业工作站", "{short}{brand}环保科技有限公司"),
    "public": ("{place}政务服务中心", "{place}档案馆", "{place}{stem}水库管理处", "{place}交通运输服务中心", "{place}{stem}小学"),
}  # fmt: skip
TITLES = {
    "business": ("董事长", "总经理", "副总经理", "财务总监", "副会长"),
    "education": ("校长", "副校长", "高级教师", "教务主任", "教研组长"),
    "health": ("副院长", "主任医师", "副主任医师", "护理部主任", "科室主任"),
    "science": ("研究员", "高级工程师", "副主任", "研发总监", "副研究员"),
    "agriculture": ("理事长", "高级农艺师", "负责人", "站长", "推广研究员"),
    "culture": ("馆长", "副研究馆员", "编导", "主任记者", "艺术总监"),
    "sport": ("高级教练", "副校长", "秘书长", "总经理"),
    "law": ("主任律师", "合伙人", "律师", "公证员", "高级会计师"),
    "social": ("主任", "理事长", "高级社会工作师", "秘书长", "副主任"),
    "environment": ("站长", "高级工程师", "总工程师", "副站长"),
    "public": ("主任", "副主任", "科长", "高级工程师", "一级主任科员"),
}
