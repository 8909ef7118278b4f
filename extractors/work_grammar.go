package extractors

import (
	"strings"

	"hecha/extractors/internal/sentence"
)

// units are the words by which an employer calls itself.
func units() string {
	var out []string
	for _, unit := range strings.Fields(`公司 单位 院 校 局 所 厂 店 司 集团 集团公司 矿 站 队 中心 处 机构 企业 学校 医院 银行 事务所 委 社 街道 乡 镇
		项目部 工厂 协会 药店 药房 诊所 支队 大队 总公司 分公司 研究院 设计院 学院 部门 部 政府 园 馆 合作社 社区 村 分院 分局 行 支行 分行 报社 出版社 电视台 基地 农场 林场 幼儿园 办 办事处 县 市 区 院校`) {
		out = append(out, "我"+unit, "本"+unit)
	}
	return strings.Join(out, " ")
}

// signed are labels of somebody who signs, with and without the hint that forms
// print beside them.
func signed(labels string) string {
	return strings.Join(pairs(labels, "(签字) (签名) (签字): (签名): (盖章): :(签字) :(签名) 签字 签名 签字: 签名:"), " ") + " " + labels
}

// workGrammar is the language of the sentences on a certificate of years of work.
// It has words and roles and no wordings.
var workGrammar = sentence.New([]sentence.Word{
	{Sign: "lead", Words: "兹证明 兹有 今有 现有 现证明 今证明 证明 特证明 经查 经查实 经查证 经核实 经核查 经审核 经审查 现查 兹查 查 关于 兹介绍 现介绍 本函证明 档案记载"},
	{Sign: "our", Words: units()},
	{Sign: "role", Words: `职工 员工 正式职工 正式员工 在职职工 在职员工 在职人员 在编人员 正式在编人员 在编职工 干部 聘用人员 聘用员工 聘用职工 工作人员
		人员 在职 在岗 在册 在册职工 正式 教师 教职工 合同工 报考人员 上述人员 专业技术人员 技术人员 管理人员 原职工 原员工 原`},
	{Sign: "comrade", Words: "同志 先生 女士 小姐 老师 先生/女士 同事"},
	{Sign: "that", Words: "该同志 该员工 该职工 该考生 该人员 本人 其本人 其 该"},
	{Sign: "name_label", Words: "姓名 员工姓名 职工姓名 考生姓名 被证明人 被证明人姓名 申请人 申请人姓名 考生 报考人"},
	{Sign: "sex_label", Words: "性别 男/女"},
	{Sign: "people", Words: peoples()},
	{Sign: "party", Words: "中共党员 党员 群众 共青团员 民族"},
	{Sign: "id_label", Words: "身份证 身份证号 身份证号码 居民身份证 居民身份证号 居民身份证号码 公民身份号码 身份证件号码 证件号码 证件号 身份证号为 身份证号码为 员工编号 工号"},
	{Sign: "birth_label", Words: "出生日期 出生年月 出生时间 生于 出生于"},
	{Sign: "born", Words: "生 出生"},
	{Sign: "person", Words: "人"},
	{Sign: "is", Words: "系 为 是 现系 现为 原系 原为 曾系 曾为"},
	{Sign: "in", Words: "在 于 就职于 任职于 供职于 现在 一直在 受雇于 受聘于 期间在"},
	{Sign: "sent", Words: "派遣至 派遣到 派往 派驻 派驻到 派至 外派至 外派到 借调至 借调到"},
	{Sign: "of", Words: "的 之"},
	{Sign: "from", Words: "自 从 由"},
	{Sign: "to", Words: "至 到 止 截至 截止 一"},
	{Sign: "present", Words: "至今 迄今 到今 至目前 到目前 至现在 截至目前 截止目前 到目前为止 今"},
	{Sign: "since", Words: "起 始 开始 以来 期间"},
	{Sign: "begin", Words: `入职 进入 到 来 来到 参加工作 调入 调到 调至 分配 分配到 分配至 分配来 受聘 受雇 加入 就职 录用 聘用 聘入 入院 入所 入司 入校 入厂 入局 到岗 上岗 报到 工作 任职 任教`},
	{Sign: "start_label", Words: `入职时间 入职日期 入职年月 参加工作时间 参加工作时间为 参加工作年月 起始时间 起始时间为 开始时间 工作起始时间为 工作时间 到岗时间
		起止时间 起止年月 工作起止时间 工作起止年月 任职时间 任职起止时间 聘用时间 聘用日期 聘用起始日 聘用起始日期 聘用起始时间 上岗时间 从业时间 服务时间`},
	{Sign: "issue_label", Words: "日期 开具日期 出具日期"},
	{Sign: "contract_label", Words: "合同期限 劳动合同期限 合同期 聘期 劳动合同"},
	{Sign: "done", Words: "毕业于 毕业 毕业学校 毕业院校"},
	{Sign: "done_label", Words: "毕业时间 毕业日期 毕业年月 毕业时间为"},
	{Sign: "course", Words: "专业"},
	{Sign: "study", Words: "学习 就读 攻读 进修"},
	{Sign: "education_tail", Words: "学历 毕业 文化程度 文化"},
	{Sign: "education_label", Words: "学历 学历为 文化程度 最高学历"},
	{Sign: "work_verb", Words: `从事 主要从事 一直从事 先后从事 连续从事 专职从事 长期从事 负责 主要负责 从事的是 从事了 承担 仍从事 均从事 累计从事 曾从事 实际从事 专业从事 从事专业 所从事专业 专业方向 专业方向为 从事的专业 工作内容 工作内容为 做 现从事 现从事工作 所从事工作 现从事的工作 所从事的专业工作为 从事的专业工作为 专业工作为 所从事的工作为 从事的工作为`},
	{Sign: "job_tail", Words: `工作 业务 专业工作 专业技术工作 岗位工作 专业岗位工作 相关工作 相关专业工作 方面工作 方面的工作 等工作 等相关工作 等方面工作 领域工作 领域的工作
		岗位 的工作 专业业务 专业技术 专业 岗位的工作 有关工作 工作业务 等业务
		的时间 的年限 专业的时间 专业的年限 工作的时间 工作的年限 专业工作的时间 专业工作的年限 业务的时间 业务的年限 业务工作 业务岗位 业务岗位工作`},
	{Sign: "post_now", Words: "现任 现担任 现任职务 现任职务为 目前担任 现为 目前职务 目前职务为 现职务 现职务为 现职为 现职位为 现任职位为 现时职务"},
	{Sign: "post_verb", Words: `担任 任 历任 先后担任 先后任 曾任 曾担任 任职 受聘担任 聘任 聘任为 聘为 职务为 职务 岗位为 岗位是 岗位 工作岗位 工作岗位为 职位为 一直担任
		专业技术职务为 期间担任 分别担任`},
	{Sign: "post_tail", Words: "职务 一职 岗位 职位 等职务 等职 等岗位 之职 岗位工作 等岗位工作 岗位的工作"},
	{Sign: "among", Words: "其中 其中在 其间"},
	{Sign: "service", Words: "工龄 教龄 连续工龄 总工龄 军龄 总年限 全部工作年限 全部年限 工作总年限 总工作年限 参加工作 参加工作共 累计工作年限 工作年限 累计工作 连续工作 共工作 已工作 工作满 工作已满 工作共计 合计工作年限 工作累计 从事工作 从事工作已有"},
	{Sign: "special", Words: `专业工龄 本专业工龄 专业年限 专业工作年限 从业年限 专业工作 从事专业工作 从事本专业工作 从事专业工作年限 从事本专业 从事该专业工作 从事该岗位 本专业工作 本专业年限 业务年限 相关工作年限
		从事专业技术工作 从事上述工作 从事该工作 从事本工作 该专业 本岗位`},
	{Sign: "count", Words: `满 已满 累计 共 共计 合计 总计 达 达到 已达 已达到 长达 超过 近 约 已 已有 有 计 总共 累计满 累计达 共有 为 年限 年限为 年限达 已经 已经满 大写 时间为 时长 整`},
	{Sign: "join", Words: "参加 报名参加 报考 同意报名参加 申报 申请参加 报名"},
	{Sign: "exam_tail", Words: "考试 资格考试 职业资格考试 执业资格考试 资格 专业技术资格考试"},
	{Sign: "contact_label", Words: signed("联系人 经办人 单位联系人 填报人 填表人 经手人 制表人 核验人 初审人")},
	{Sign: "official_label", Words: signed(`单位负责人 法定代表人 法人代表 单位领导 部门主管 部门负责人 人事负责人 公司负责人 签发人 审核人 复核人 批准人 证明人 承诺人`) +
		" 负责人: 主要负责人: 签发: 审核: 复核: 法人: 批准: 负责人(签字) 主要负责人(签字)"},
	{Sign: "phone_label", Words: "联系电话 电话 联系方式 单位电话 办公电话 电话号码 手机 手机号码 致电 请致电 请拨打"},
	{Sign: "number_label", Words: "证明单位 统一社会信用代码 单位地址 地址 邮编 证明编号"},
	{Sign: "rest", Words: `特此证明 尊敬的 前往 办理 事宜 资格核查 情况属实 我公司对本证明真实性负责 真实性负责 真实有效 遵纪守法 无违反职业道德的行为 取得 后 以上 内容 愿承担 愿意承担 承担一切责任 一切责任 相应责任 法律责任 如有虚假 符合 报考条件 所有资料`},
}, []sentence.Value{
	{
		Sign: "name", Min: 2, Max: 20, Form: personForm, Break: 1.5,
		After: "lead+0.2 role name_label post_of+0.1 our+0.9 comrade+1 that+1 from+1.2 department+0.8 start+0.6 mark+0.5 end_date+0.5 present+0.6 person+1 of+0.6",
		Before: `comrade sex_label-0.8 sex id_label birth+0.3 birth_label people+0.1 party+0.2 that+0.3 is+0.3 from+0.4 in+0.5 start_date+0.4 graduated+0.5 our+0.6 work_verb+0.5
			join+0.5 role+0.8 post_now+0.4 post_verb+0.5 begin+0.8 service+0.5 special+0.6 education+0.4 native+0.4 of+0.9 count+0.9 end+1 mark+0.7 any+2.5`,
	},
	{
		Sign: "sex", Min: 1, Max: 2, Form: sexForm,
		After: "sex_label name people+0.2 comrade start+1 mark+0.3 any+1.2", Before: "any",
	},
	{
		Sign: "native", Min: 2, Max: 14, Form: placeForm,
		After: "name+0.3 mark+0.4 sex+0.3 people+0.2 born+0.3", Before: "person",
	},
	{
		Sign: "id", Min: 14, Max: 19, Form: idForm,
		After: "id_label any+0.2", Before: "any",
	},
	{
		Sign: "birth", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "name+0.2 sex people person+0.2 comrade birth_label id+0.2 any+1", Before: "born any+1.2",
	},
	{
		Sign: "contract", Min: 1, Max: 3, Form: contractForm,
		After: "contract_label", Before: "any",
	},
	{
		Sign: "issued", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "issue_label start+0.3 employer+0.3 unknown+0.6 mark+0.6", Before: "end mark+0.4",
	},
	{
		Sign: "start_date", Min: 1, Max: maxDateLike, Form: dateForm,
		After:  "from mark+0.4 start+0.4 job_tail+0.5 post_tail+0.5 in+0.1 name+0.3 comrade+0.2 that+0.2 id+0.3 sex+0.4 is+0.4 role+0.5 start_label count+0.3 service+0.6 any+1",
		Before: "to end_date+0.2 present+0.2 since+0.1 begin+0.1 in+0.4 our+0.5 work_verb+0.4 post_verb+0.4 post_now+0.5 join+0.5 from+0.5 any+0.9",
	},
	{
		Sign: "end_date", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "to start_date+0.2 since+0.3", Before: "any",
	},
	{
		Sign: "graduated", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "from+0.2 in+0.2 mark+0.3 start+0.4 sex+0.3 name+0.4 id+0.3 comrade+0.3 born+0.3 any+1", Before: "done school+0.2 in+0.6 from+0.6",
	},
	{
		Sign: "graduated_on", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "done_label", Before: "any",
	},
	{
		Sign: "school", Min: 4, Max: 25, Form: schoolForm,
		After: "done in+0.3 from+0.3 graduated+0.1 mark+0.8", Before: "major+0.1 department+0.1 course+0.2 done mark+0.4 end+0.4 education+0.2 any+1.2",
	},
	{
		Sign: "department", Min: 2, Max: 16, Form: officeForm,
		After: "school our employer in+0.9 of+0.4", Before: "any+0.2",
	},
	{
		Sign: "major", Min: 2, Max: 30, Form: courseForm,
		After: "school department done+0.6", Before: "course done+0.4 education+0.6",
	},
	{
		Sign: "education", Min: 2, Max: 10, Form: educationForm,
		After: "school+0.2 major+0.2 course+0.1 education_label mark+0.3 people+0.4 sex+0.4 born+0.4 rest+0.4 any+0.9", Before: "education_tail done+0.2 mark+0.6 end+0.7 any+1.6",
	},
	{
		Sign: "employer", Min: 5, Max: 40, Form: employerForm,
		After:  "is in our+0.6 from+0.3 lead+0.5 start+0.3 end_date+0.5 present+0.5 begin+0.3 mark+1",
		Before: "role of+0.2 work_verb+0.2 begin+0.2 post_verb+0.2 post_now+0.3 name+0.4 our+0.6 department+0.3 post+0.6 mark+0.6 end+0.2 any+1",
	},
	{
		Sign: "host", Min: 5, Max: 40, Form: employerForm,
		After: "sent", Before: "any",
	},
	{
		Sign: "post", Min: 2, Max: 24, Form: postForm,
		After:  "post_now post_verb+0.1 department+0.3 end_date+0.8 present+0.8",
		Before: "post_tail job_tail+0.5 mark+0.2 end+0.3 work_verb+0.4 from+0.5 in+0.6 since+0.8 to+0.6 that+0.4 any+1.6",
	},
	{
		Sign: "post_of", Min: 2, Max: 16, Form: postOfForm,
		After: "our+0.1 department+0.1 of+0.3 role+0.6 employer+0.3", Before: "post_tail name+0.2 mark+0.6",
	},
	{
		Sign: "post_at", Min: 2, Max: 12, Form: postForm,
		After: "our department+0.1 of+0.3 employer+0.3", Before: "post_tail",
	},
	{
		Sign: "job", Min: 2, Max: 24, Form: jobForm,
		After: "work_verb post_verb+0.8 of+0.8 join+0.7 among+0.5", Before: "job_tail of+0.3 count+0.4 years+0.4 special+0.3 mark+0.9 end+0.9 any+2",
	},
	{
		Sign: "years", Min: 2, Max: 12, Form: yearsForm,
		After: "count service+0.1 special+0.1 among+0.2 job_tail+0.3 post_tail+0.3 job+0.4 mark+0.5 any+1", Before: "any",
	},
	{
		Sign: "contact", Min: 2, Max: 20, Form: personForm, Break: 1.5,
		After: "contact_label phone+0.9", Before: "any+0.8 mark end phone_label employer",
	},
	{
		Sign: "official", Min: 2, Max: 20, Form: personForm, Break: 1.5,
		After: "official_label", Before: "any",
	},
	{
		Sign: "phone", Min: 7, Max: 20, Form: phoneForm,
		After: "phone_label contact+0.4", Before: "any",
	},
	{
		Sign: "exam", Min: 2, Max: 30, Form: examForm,
		After: "join", Before: "exam_tail",
	},
})
