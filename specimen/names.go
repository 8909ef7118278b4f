package specimen

import "strings"

// Building blocks of names. Each has a list for tuning and one that only the
// unseen split uses; the share of every list is in people.go.

// surnamesCommon covers some 85 % of the population.
var surnamesCommon = chars(`王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金贾夏韦付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤`)

// surnamesRareTune and surnamesRareUnseen are from the long tail of the list of
// 1,018 surnames.
var (
	surnamesRareTune   = chars(`柏鲍毕卞卜岑柴晁谌成池褚丛淡邸刁窦段樊费丰封傅甘葛耿弓宫巩勾古关管桂国哈杭洪花华滑怀宦霍姬嵇吉季冀简焦揭靳荆井景居鞠阚康柯寇匡蓝郎乐冷练粱蔺凌柳娄鲁路栾洛骆麦满茅梅门苗闵缪牟穆倪聂宁牛钮农欧庞裴蒲朴浦戚祁齐强乔覃丘裘曲瞿全冉饶容阮芮单商尚佘申盛施时舒帅司宿粟隋谈檀滕佟童涂温文翁邬巫伍席冼项萧辛邢幸胥宣禤鄢颜晏阳仰易阴殷应游俞虞喻郁苑岳云臧翟詹湛甄支植仲祝庄卓宗左`)
	surnamesRareUnseen = chars(`昂敖班贲闭边薄步采苍操畅苌迟楚揣次笪代狄佴钭豆鄂法逄奉扶苻符盖干戈庚恭缑辜广归呙虢海衡弘扈郇皇惠籍汲暨郏蹇矫缴敬靖咎琚矍亢邝蒯隗来劳勒郦廉疗逯闾雒芈糜宓乜那能皮骈亓綦羌谯钦琴璩却阙荛仁戎茹撒赛桑沙闪韶厍慎生师矢殳疏束睢眭索邰遆仝脱庹宛危蔚瓮沃毋仵兀奚郗习郄鲜咸相忻须顼寻焉言彦羊么幺羿弋英雍尤犹禹庾恽昝迮仉钊折郅邾竺禚訾俎爨甯`)
)

var (
	surnamesDoubleTune   = []string{"欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "司徒"}
	surnamesDoubleUnseen = []string{"令狐", "东方", "端木", "宇文", "长孙", "申屠", "南宫", "澹台", "呼延", "鲜于", "闻人"}
)

// Characters of given names.
var (
	givenMaleTune     = chars(`伟强军勇杰涛超鹏华建国平波刚辉健明永林志文斌飞浩亮成宇俊峰龙毅宏凯帅博威宁东海利民安胜康荣新生学祥才发武松顺信子良贵福元全佳轩泽晨辰睿思远立彬庆正义诚先敬震振壮会绍功善雄琛钧冠策腾楠榕风航弘晓`)
	givenFemaleTune   = chars(`芳娜敏静丽艳娟霞秀英玲燕红梅玉兰慧萍桂香月莉洁琳雪颖露佳怡婷倩莹晶云珍贞雅琴蓉婵雁蓓纨仪荷丹蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝`)
	givenMaleUnseen   = chars(`昊然梓豪鑫磊洋旭阳嘉铭瑞哲恒一鸣天佑景行炎培鸿煊烨炳熙晟铮奕廷镇邦岩中茂进有坚和彪启维克伦翔盛仁厚积懿钦舟骏骁峻泓沛深源润卫忠耀祖辅`)
	givenFemaleUnseen = chars(`诗涵雨桐妍梓萱若曦语嫣紫璇可心依诺芷晴思雨乐瑶舒彤沁怀菲灵芸碧巧美花淑惠珠翠凤仙春菊爱莲青叶蕾眉琼勤珂璐娅琦妹环荔宛`)
	// Look-alikes that engines mix up.
	givenLookalikeTune   = chars(`己已未末晴睛侯候彬杉宣宜竞竟洁浩清请令今炎焱戊戌士土洋样`)
	givenLookalikeUnseen = chars(`巳宦裕浴芸芝冶治祟崇汪江昌吕甲申由田臣巨千干于天夫人入`)
	// Of the second and third level of the table of standard characters (2013).
	givenRareTune   = chars(`璟珺翀赟旻祎昱韬邈骅琮瑾瑜祺禛翊翎芃苒茜荟菡萁蕙霁霖颉飏骞麒喆垚堃婧嫄孜宸岱峤崧嵘彧忱恺恽愔懋戬晗晞晔晖暄暻杞桢棠榛樾淇淦涵淼湉溥滟潇澍濡瀚炜炘煜熠燊珏琎琲瑄瑛璇`)
	givenRareUnseen = chars(`弢甯奭昶旸朸杲枞栩梽楹槿橦歆毓沄沚泠泱洺浛涴淏湜溦滢潆澂濛炅烜焜煚燚爔犇玘玙玚玥珅珉珣珮琤琨琭瑀瑨璈璠璩瓒甪畇皞盉眙睿砺禤秾稷竑笙筱簃粲絺纮绂绡罡翯翥聿肜舸艿芊芾苡茳荃荻莜菂萩葳蒨蓁蔚薏藠虓蛟衎袆觐訚诜谞豨跱轶逄邕郗鄞酉釉鉴钰铖锴镕闿阗隽雩靓韡顗飖馗骢骧髦鲲鹍黼鼐`)
)

// Minority names with the separating dot U+00B7.
var (
	minorityTune = []minorityName{
		{"维吾尔", "阿不都热合曼·买买提"}, {"维吾尔", "古丽娜尔·艾山"}, {"维吾尔", "买买提江·吾布力"},
		{"哈萨克", "叶尔江·哈布德尔"}, {"维吾尔", "阿依古丽·吐尔逊"}, {"维吾尔", "热依汗·努尔"},
	}
	minorityUnseen = []minorityName{
		{"维吾尔", "迪丽拜尔·阿布力孜"}, {"维吾尔", "艾尔肯·司马义"}, {"哈萨克", "巴合提别克·木拉提"},
		{"维吾尔", "帕提古丽·依明"}, {"塔吉克", "拉齐尼·巴依卡拉"}, {"柯尔克孜", "阿曼吐尔·居马"},
	}
)

type minorityName struct{ ethnicity, name string }

// Ethnic groups beside 汉, the more frequent ones repeated.
var ethnicities = strings.Fields(`土家 土家 土家 苗 苗 苗 侗 侗 瑶 瑶 壮 壮 回 回 满 满 白 彝 蒙古 藏 维吾尔 布依 朝鲜
哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米
塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺`)

// chars lists the characters of s, white space left out.
func chars(s string) []string {
	var out []string
	for _, r := range strings.Join(strings.Fields(s), "") {
		out = append(out, string(r))
	}
	return out
}
