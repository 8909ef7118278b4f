package extractors

import (
	"strings"

	"hecha/document/normalize"
	"hecha/extractors/internal/sentence"
)

// peoples are the words for a people as sentences have them: 苗族.
func peoples() string { return strings.Join(normalize.Ethnicities(), "族 ") + "族" }

// diplomaGrammar is the language of the sentence on a diploma of any path and
// decade. It has words and roles and no wordings.
var diplomaGrammar = sentence.New(studyWords, studyValues)

// studyWords are the words of sentences about a course of study.
var studyWords = []sentence.Word{
	{Sign: "lead", Words: "兹证明 兹有 今有 现有 证明 特证明"},
	{Sign: "student", Words: "学生 学员 毕业生 本科生 专科生 考生 应考者 硕士生 博士生"},
	{Sign: "name_label", Words: "姓名"},
	{Sign: "comrade", Words: "同学 同志"},
	{Sign: "sex_label", Words: "性别"},
	{Sign: "birth_label", Words: "出生日期 出生年月日 出生年月 出生时间 生日 生于 出生于 出生"},
	{Sign: "born", Words: "生 出生"},
	{Sign: "people", Words: peoples()},
	{Sign: "people_label", Words: "民族"},
	{Sign: "native_label", Words: "籍贯 原籍 生源地"},
	{Sign: "is", Words: "系 是 为"},
	{Sign: "person", Words: "人"},
	{Sign: "age", Words: "现年 年龄 岁"},
	{Sign: "id_label", Words: "身份证 身份证号 身份证号码 公民身份号码 准考证号 学号 考籍号"},
	{Sign: "from", Words: "于 自 从 由 自从"},
	{Sign: "to", Words: "至 到 起至 一 止"},
	{Sign: "since", Words: "起 始 开始"},
	{Sign: "enrol", Words: "入学 考入 入本校 入我校 入校 进入 入 录取 录取入 被录取 录取到 升入 转入 注册入学 入本院 入我院"},
	{Sign: "enrol_label", Words: "入学时间 入学日期 入学年月"},
	{Sign: "graduate_label", Words: "毕业时间 毕业日期 毕业年月"},
	{Sign: "issue_label", Words: "发证日期 签发日期 颁发日期 发证时间 日期"},
	{Sign: "our", Words: "本校 我校 本院 我院 本所 我所 本系 我系 本校(院) 本院(校) 本校(所) 本校(院、所) 我校(院) 本学院 我学院 本大学 本分校 学校 该校 培养单位"},
	{Sign: "department", Words: "夜大部 夜大学部 函授部 成教部 成人教育部 继续教育部 网络教育部 函授站 教学点"},
	{Sign: "in", Words: "在 就读于 就读 期间在"},
	{Sign: "examined", Words: "主考 主考的 举办的 组织的"},
	{Sign: "course", Words: "专业 学科 领域 方向 学科专业 学科(专业) 专业(学科)"},
	{Sign: "course_label", Words: "专业名称 所学专业 学习专业 所修专业 主修专业 专业为 专业是 所学专业为 所学专业是 学习专业为 专业名称为 所修专业为 专业: 主修"},
	{Sign: "length_label", Words: "学制 学制为 修业年限 修业 学习年限 基本修业年限 学习期限 学习时间 修业期 学程"},
	{Sign: "level", Words: strings.Join(levelPhrases, " ")},
	{Sign: "group", Words: "班"}, // 本科班
	{Sign: "upgrade", Words: "专科起点 高中起点 高起点 专起点 大专起点 段 层次 学历层次 培养层次 学历"},
	{Sign: "form", Words: strings.Join(formPhrases, " ")},
	{Sign: "form_label", Words: "学习形式 办学形式 学习方式 培养方式"},
	{Sign: "study", Words: "学习 攻读 修读 研修 修习 进修"},
	{Sign: "finish", Words: "学完 修完 修满 完成 完成了 学业 修业期满 学习期满 业经期满 学业期满 期满 课程 全部课程 规定课程 教学计划 教学计划规定的 培养计划 培养方案 规定 规定的"},
	{Sign: "join", Words: "参加 经参加 取得 经 通过"},
	{Sign: "done", Words: "毕业 准予毕业 准许毕业 修完 学完 完成 期满 修业期满 学业期满 学习期满 结束学业 结业"},
	{Sign: "head_label", Words: "校长 院长 校(院)长 院(校)长 校(院、所)长 所长 主任 主任委员 校长签名 政治委员 政委 签名 签章"},
	{Sign: "school_label", Words: "校名 学校名称 院校名称 学校 院校 主考学校 主考院校 培养单位 毕业学校 院名 学院名称 办学单位"},
	{Sign: "number_label", Words: "证书编号 毕业证书编号 编号 学校编号 注册号 电子注册号 证书号 证号"},
	{Sign: "title", Words: "毕业证书 毕业证 毕业文凭 普通高等学校 成人高等教育 成人高等学校 高等教育 高等学校"},
	{Sign: "level_title", Words: "中等专业学校 中等职业学校 普通中等专业学校 职业高级中学 中等专业教育 中等职业教育"},
	{Sign: "rest", Words: "成绩合格 成绩及格 考试 考核 合格 及格 毕业论文 学位论文 答辩 经审定 经审核 达到 要求 规定学分 学分 思想品德 鉴定 德智体 各科 特发此证 此证 全部 内容 的 修 段 在职人员 在职职工 在职干部"},
	{Sign: "class", Words: "高级工班 高级技工班 高级技工 高级工 高技班 中级技术工人 高级技术工人 中级技术工 高级技术工 中级工班 中级技工班 中级技工 中级工 中技班 预备技师班 预备技师 技师班"},
}

// studyValues are what such a sentence has values for.
var studyValues = []sentence.Value{
	{
		Sign: "name", Min: 2, Max: 20, Form: personForm, Break: 1.5,
		After:  "student lead+0.3 name_label level+0.5 start+0.6 title+0.6",
		Before: "sex_label-0.8 sex comrade born+1 birth+0.3 birth_label people+0.1 people_label native+0.3 is+0.3 from+0.6 id_label+0.2 age+0.2 join+0.6 enrolled+0.5 end+1 mark+0.6 any+2.5",
	},
	{
		Sign: "sex", Min: 1, Max: 2, Form: sexForm,
		After: "sex_label name people+0.2 start+0.8 mark+0.3 any+1.2", Before: "any",
	},
	{
		Sign: "native", Min: 2, Max: 14, Form: placeForm,
		After: "is native_label name+0.3 mark+0.4 sex+0.3 people+0.2 born+0.3", Before: "person mark+1 end+0.6 any+2",
	},
	{
		Sign: "birth", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "name+0.2 sex people native+0.2 person comrade age+0.5 from+0.4 mark+0.3 start+0.4 any+1.5", Before: "born any+0.8",
	},
	{
		Sign: "birth_named", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "birth_label", Before: "any",
	},
	{
		Sign: "issued", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "issue_label start+0.3 mark+0.4 unknown+0.6 president+0.3 school+0.3", Before: "end mark+0.4",
	},
	{
		Sign: "enrolled", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "from mark+0.4 start+0.4 is+0.5 born+0.2 unknown+0.9 any+1.5", Before: "to since until+0.2 enrol in+0.6 our+0.8 any+0.9",
	},
	{
		Sign: "enrolled_named", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "enrol_label enrol+0.6", Before: "any",
	},
	{
		Sign: "until", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "to enrolled+0.2 since+0.2", Before: "any",
	},
	{
		Sign: "graduated", Min: 1, Max: maxDateLike, Form: dateForm,
		After: "graduate_label from+0.2 mark+0.4 start+0.4 any+1.2", Before: "done finish+0.3 study+0.4 end+0.8",
	},
	{
		Sign: "department", Min: 2, Max: 16, Form: departmentForm,
		After: "our school in+0.6 department+0.3 from+0.8", Before: "any+0.2",
	},
	{
		Sign: "school", Min: 4, Max: 25, Form: schoolForm,
		After:  "in from+0.4 enrol+0.2 join+0.4 school_label start+0.5 mark+0.8",
		Before: "head_label end+0.3 mark+0.5 any+0.4",
	},
	{
		Sign: "major", Min: 2, Max: 30, Form: courseForm,
		After:  "our department school in+0.3 level group form class length study finish+0.9 enrol+0.2 join+0.3 until+0.5 upgrade examined title+0.3 rest+0.3 from+0.8 mark+0.8 start+0.8 unknown+1.6",
		Before: "course level+0.4 form+0.6 class+0.4 upgrade+0.6 study+0.8 group+1.2 finish+1.2 mark+1.4 end+1.4 any+3",
	},
	{
		Sign: "major_named", Min: 2, Max: 30, Form: courseForm,
		After: "course_label course+0.7", Before: "any+0.1",
	},
	{
		Sign: "length", Min: 2, Max: 7, Form: lengthForm,
		After: "length_label any+0.3", Before: "any",
	},
	{
		Sign: "president", Min: 2, Max: 20, Form: personForm, Break: 1.5,
		After: "head_label", Before: "any+0.8 mark end unknown+0.8 number_label issued head_label title school",
	},
}

// levelPhrases are the levels of education as sentences name them, with what
// they begin from.
var levelPhrases = []string{
	"博士研究生", "硕士研究生", "博士学位研究生", "硕士学位研究生", "博士学位", "硕士学位", "博士", "硕士", "研究生",
	"第二学士学位", "双学士学位", "第二学位",
	"本科", "大学本科", "专升本", "专接本", "专科起点本科", "专科起点升本科", "专科升本科", "高中起点本科", "高起本", "高中起点升本科", "独立本科段", "本科段", "独立本科",
	"专科", "大专", "大学专科", "高职", "高职专科", "高职(专科)", "专科(高职)", "高职高专", "高等职业教育", "高起专", "高中起点专科", "基础科段", "专科段",
	"中专", "普通中专", "中等专业", "中等职业", "职业中专", "职业高中", "职高", "成人中专",
}

// formPhrases are the forms of study likewise.
var formPhrases = []string{
	"普通全日制", "非全日制", "全日制", "半脱产", "脱产", "脱产教育", "全日制教育", "业余", "业余教育", "函授", "函授教育", "夜大学", "夜大", "夜大学教育", "网络教育", "现代远程教育", "远程教育", "网络学院", "网络教育学院", "远程教育学院", "现代远程教育学院",
	"开放教育", "开放教育试点", "自学考试", "高等教育自学考试", "自考", "电视教育", "广播电视教育", "在职",
}
