package extractors_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/extractors"
)

func TestDiplomaWordings(t *testing.T) {
	tests := []struct {
		name, title, body string
		foot              []written
		want              string
	}{
		{
			"ordinary", "普通高等学校毕业证书",
			"学生张小明性别男，一九八五年三月五日生，于二〇〇四年九月至二〇〇八年七月在本校土木工程专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			[]written{{500, 1300, 30, "校名：湖南大学"}, {500, 1360, 30, "校（院）长：李国强"}, {120, 1500, 24, "证书编号：105321200805001234"}, {800, 1500, 24, "二〇〇八年七月一日"}},
			"name=张小明 sex=男 birth_date=1985-03-05 enrollment_date=2004-09 graduation_date=2008-07-01 major=土木工程 level=本科 length_years=4 school=湖南大学 president=李国强 certificate_number=105321200805001234",
		},
		{
			"order of clauses turned, department named", "毕业证书",
			"兹证明王芳同学，女，一九七八年五月三日出生，自一九九六年九月起至二〇〇〇年六月止，在我校机械工程系机械设计制造及其自动化专业（本科四年制）学习期满，成绩合格，准予毕业。",
			[]written{{700, 1300, 30, "中南大学"}, {500, 1360, 30, "校长"}, {640, 1360, 30, "黄伯云"}, {800, 1450, 24, "二OOO年七月一日"}, {120, 1600, 24, "学校编号：10533200005001"}},
			"name=王芳 sex=女 birth_date=1978-05-03 enrollment_date=1996-09 graduation_date=2000-07-01 major=机械设计制造及其自动化 level=本科 length_years=4 school=中南大学 president=黄伯云 certificate_number=10533200005001",
		},
		{
			"adult, evening study", "成人高等教育毕业证书",
			"学员欧阳雪 性别女，1975年2月9日生，于1995年9月考入我院会计学专业业余专科班学习，学制三年，修完全部课程，考试成绩合格，准予毕业。",
			[]written{{500, 1300, 30, "院校名称：湖南财经学院"}, {500, 1360, 30, "院长：刘"}, {600, 1360, 30, "大同"}, {800, 1500, 24, "1998年7月10日"}, {120, 1500, 24, "证书编号：9804321"}},
			"name=欧阳雪 sex=女 birth_date=1975-02-09 enrollment_date=1995-09 graduation_date=1998-07-10 major=会计学 level=专科 study_form=业余 length_years=3 school=湖南财经学院 president=刘大同 certificate_number=9804321",
		},
		{
			"network, upgraded from college", "毕业证书",
			"学生赵云，女，1990年4月2日生，于二〇一〇年三月至二〇一二年七月在本校英语专业（网络教育）专科起点本科学习，修业年限二年半，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			[]written{{500, 1300, 30, "学校：北京语言大学"}, {500, 1360, 30, "校长：崔希亮"}, {120, 1500, 24, "证书编号：100327201205000321"}, {800, 1500, 24, "2012年7月10日"}},
			"name=赵云 sex=女 birth_date=1990-04-02 enrollment_date=2010-03 graduation_date=2012-07-10 major=英语 level=本科 study_form=网络教育 length_years=2.5 school=北京语言大学 president=崔希亮 certificate_number=100327201205000321",
		},
		{
			"self-study", "高等教育自学考试毕业证书",
			"周强，男，一九八八年二月三日生，参加高等教育自学考试，汉语言文学专业本科全部课程考试成绩合格，经审定，准予毕业。",
			[]written{{380, 230, 24, "证书编号：65430101061200456X"}, {500, 1300, 30, "主考学校：湖南师范大学"}, {800, 1500, 24, "二〇〇六年十二月三十日"}},
			"name=周强 sex=男 birth_date=1988-02-03 graduation_date=2006-12-30 major=汉语言文学 level=本科 study_form=自学考试 school=湖南师范大学 certificate_number=65430101061200456X",
		},
		{
			"self-study in one clause, a surname that is in no register", "高等教育自学考试毕业证书",
			"笪莹性别女，一九八一年十二月十七日生，参加高等教育包装工程专业本科自学考试，全部课程成绩合格，经审定，准予毕业。",
			[]written{{700, 1200, 24, "证书编号：65430130082944461"}, {700, 1260, 24, "主考学校：湖南工业大学"}, {700, 1320, 24, "二〇〇八年一月十五日"}},
			"name=笪莹 sex=女 birth_date=1981-12-17 graduation_date=2008-01-15 major=包装工程 level=本科 study_form=自学考试 school=湖南工业大学 certificate_number=65430130082944461",
		},
		{
			"a copy that somebody vouches for", "普通高等学校毕业证书",
			"学生张小明性别男，一九八五年三月五日生，于二〇〇四年九月至二〇〇八年七月在本校土木工程专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			[]written{{500, 1100, 30, "校名：湖南大学"}, {500, 1160, 30, "校（院）长：李国强"}, {120, 1260, 24, "证书编号：105321200805001234"}, {800, 1260, 24, "二〇〇八年七月一日"}, {300, 1600, 26, "与原件核对一致"}, {300, 1660, 26, "2021年11月17日"}},
			"name=张小明 sex=男 birth_date=1985-03-05 enrollment_date=2004-09 graduation_date=2008-07-01 major=土木工程 level=本科 length_years=4 school=湖南大学 president=李国强 certificate_number=105321200805001234",
		},
		{
			"a department of evening study", "成人高等教育毕业证书",
			"学员袁梅，性别女，1984年11月3日生，2008年1月至2010年12月在本校夜大部国际经济与贸易专业专科（业余）班学习，学制二年半，考试成绩合格，准予毕业。",
			[]written{{700, 1200, 24, "校名：湖南第一师范学院"}, {700, 1240, 24, "校长：蔡生强"}, {700, 1280, 24, "证书号：120345201006049443"}, {700, 1320, 24, "2010年12月15日"}},
			"name=袁梅 sex=女 birth_date=1984-11-03 enrollment_date=2008-01 graduation_date=2010-12-15 major=国际经济与贸易 level=专科 study_form=业余 length_years=2.5 school=湖南第一师范学院 president=蔡生强 certificate_number=120345201006049443",
		},
		{
			"study by letter, born 于", "成人高等教育毕业证书",
			"学生徐慧琪性别女于一九七八年七月三日出生，一九九九年三月至二〇〇二年六月参加我校函授教育临床医学专业本科（专升本）学习，修完规定课程，成绩合格，准予毕业。",
			[]written{{700, 1200, 24, "学校名称：天津中医药大学"}, {700, 1240, 24, "校（院）长：欧阳明"}, {700, 1320, 24, "二〇〇二年六月十五日"}, {120, 1400, 24, "毕业证书编号：100635200205022340"}},
			"name=徐慧琪 sex=女 birth_date=1978-07-03 enrollment_date=1999-03 graduation_date=2002-06-15 major=临床医学 level=本科 study_form=函授 school=天津中医药大学 president=欧阳明 certificate_number=100635200205022340",
		},
		{
			"the day right below the number", "中等专业学校毕业证书",
			"学生钱涛伟，男，1990年3月3日生。于2009年9月至2012年6月在本校机电技术应用专业学习，学制三年，学完教学计划规定的全部课程，成绩合格，准予毕业。",
			[]written{{700, 1200, 24, "学校：湘南水利水电学校"}, {700, 1240, 24, "校长：谭涛宇"}, {700, 1280, 24, "证书编号：2012142980"}, {700, 1320, 24, "2012年6月15日"}},
			"name=钱涛伟 sex=男 birth_date=1990-03-03 enrollment_date=2009-09 graduation_date=2012-06-15 major=机电技术应用 level=中专 length_years=3 school=湘南水利水电学校 president=谭涛宇 certificate_number=2012142980",
		},
		{
			"graduate", "硕士研究生毕业证书",
			"研究生孙悦，性别女，一九八一年九月八日生，于二〇〇四年九月至二〇〇七年六月在材料学专业学习，学制三年，修完硕士研究生培养计划规定的全部课程，成绩合格，毕业论文答辩通过，准予毕业。",
			[]written{{500, 1300, 30, "培养单位：中南大学"}, {500, 1360, 30, "校长：黄伯云"}, {120, 1500, 24, "证书编号：105331200702001111"}, {800, 1500, 24, "二〇〇七年六月二十日"}},
			"name=孙悦 sex=女 birth_date=1981-09-08 enrollment_date=2004-09 graduation_date=2007-06-20 major=材料学 level=硕士研究生 length_years=3 school=中南大学 president=黄伯云 certificate_number=105331200702001111",
		},
		{
			"graduate, the major named after the word", "毕业证书",
			"学生钱立新，男，1987年6月14日生，于2006年9月至2009年7月在我校攻读硕士研究生，专业为资源勘查工程，学制三年，修完规定课程，成绩合格，通过论文答辩，准予毕业。",
			[]written{{500, 1300, 30, "校名：中南大学"}, {120, 1500, 24, "证书编号：105331200902005611"}, {800, 1500, 24, "2009年7月10日"}},
			"name=钱立新 sex=男 birth_date=1987-06-14 enrollment_date=2006-09 graduation_date=2009-07-10 major=资源勘查工程 level=硕士研究生 length_years=3 school=中南大学 certificate_number=105331200902005611",
		},
		{
			"old number without a label, year at the foot in words", "毕业证书",
			"学生龙云山，系湖南省衡阳县人，现年二十三岁，于一九九二年九月至一九九六年七月在本校土木工程系工业与民用建筑专业（本科）学习，学制四年，学完教学计划规定的全部课程，成绩及格，准予毕业。",
			[]written{{800, 1240, 36, "湖南大学"}, {800, 1300, 30, "校长  俞汝勤"}, {120, 1400, 24, "湘大毕字第960871号"}, {800, 1400, 24, "一九九六年七月一日"}},
			"name=龙云山 enrollment_date=1992-09 graduation_date=1996-07-01 major=工业与民用建筑 level=本科 length_years=4 school=湖南大学 president=俞汝勤 certificate_number=湘大毕字第960871号",
		},
		{
			"length in capitals", "普通高等学校毕业证书",
			"学生彭思远性别男，1998年12月1日生，于2016年9月至2019年6月在本校建筑工程技术专业叁年制专科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			[]written{{500, 1300, 30, "校名：湖南城建职业技术学院"}, {500, 1360, 30, "院长：朱向军"}, {120, 1500, 24, "证书编号：130441201906002755"}, {800, 1500, 24, "2019年6月30日"}},
			"name=彭思远 sex=男 birth_date=1998-12-01 enrollment_date=2016-09 graduation_date=2019-06-30 major=建筑工程技术 level=专科 length_years=3 school=湖南城建职业技术学院 president=朱向军 certificate_number=130441201906002755",
		},
		{
			"a season for the month of enrolment, a trial of the open university", "广播电视大学毕业证书",
			"学生秦岭，男，1980年4月4日生，2004年春季入学，在本校开放教育试点水利水电工程专业（专科起点本科）学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			[]written{{500, 1300, 30, "中央广播电视大学"}, {500, 1360, 30, "校长：葛道凯"}, {120, 1500, 24, "证书编号：511611200705012345"}, {800, 1500, 24, "2007年1月31日"}},
			"name=秦岭 sex=男 birth_date=1980-04-04 graduation_date=2007-01-31 major=水利水电工程 level=本科 study_form=开放教育 school=中央广播电视大学 president=葛道凯 certificate_number=511611200705012345",
		},
		{
			"this school (college)", "毕业证书",
			"赵大鹏，男，生于1990年9月9日，2009年9月至2013年6月在本校（院）机械工程及自动化专业完成了四年制本科教学计划规定的全部课程，成绩合格，准予毕业。",
			[]written{{500, 1300, 30, "校（院）长：孙逢春"}, {500, 1360, 30, "北京理工大学"}, {120, 1500, 24, "证书编号：100071201305003456"}, {800, 1500, 24, "2013年6月28日"}},
			"name=赵大鹏 sex=男 birth_date=1990-09-09 enrollment_date=2009-09 graduation_date=2013-06-28 major=机械工程及自动化 level=本科 length_years=4 school=北京理工大学 president=孙逢春 certificate_number=100071201305003456",
		},
		{
			"the authority beside the school's label", "高等教育自学考试毕业证书",
			"祝英，性别女，一九八八年三月九日出生，参加高等教育自学考试会计专业（专科），全部课程成绩合格，准予毕业。",
			[]written{{120, 1300, 28, "主考学校"}, {600, 1300, 28, "湖南省高等教育自学考试委员会"}, {120, 1350, 28, "湖南大学"}, {120, 1500, 24, "证书编号：66430101111205432"}, {800, 1500, 24, "2011年6月30日"}},
			"name=祝英 sex=女 birth_date=1988-03-09 graduation_date=2011-06-30 major=会计 level=专科 study_form=自学考试 school=湖南大学 certificate_number=66430101111205432",
		},
		{
			"the school before its president", "毕业证书",
			"王晓燕同学，女，一九八五年三月五日出生，二〇〇三年九月考入我院护理学专业，学制五年，于二〇〇八年七月学完本科教学计划规定的全部课程，成绩合格，准予毕业。",
			[]written{{500, 1300, 30, "南华大学校长：文格波"}, {120, 1500, 24, "证书编号：105551200805001234"}, {800, 1500, 24, "二〇〇八年七月一日"}},
			"name=王晓燕 sex=女 birth_date=1985-03-05 enrollment_date=2003-09 graduation_date=2008-07-01 major=护理学 level=本科 length_years=5 school=南华大学 president=文格波 certificate_number=105551200805001234",
		},
		{
			"secondary, name of a people with a dot, system in the major", "中等专业学校毕业证书",
			"学生阿卜杜拉·买买提，男，1992年8月6日生，于2008年9月至2011年7月在本校信息管理与信息系统专业学习，学制三年，修完规定课程，成绩合格，准予毕业。",
			[]written{{500, 1300, 30, "学校名称：长沙市电子工业学校"}, {500, 1360, 30, "校长：贺文"}, {120, 1500, 24, "证书编号：4311012345678"}, {800, 1500, 24, "2011年7月1日"}},
			"name=阿卜杜拉·买买提 sex=男 birth_date=1992-08-06 enrollment_date=2008-09 graduation_date=2011-07-01 major=信息管理与信息系统 level=中专 length_years=3 school=长沙市电子工业学校 president=贺文 certificate_number=4311012345678",
		},
		{
			"level behind the course, years of study", "普通高等学校毕业证书",
			"学生林晓，女，1990年1月2日生，于2008年9月至2011年7月在本校学习三年，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			[]written{{500, 1200, 30, "专业：会计学（三年制专科）"}, {500, 1300, 30, "校名：湖南商学院"}, {500, 1360, 30, "院长：贺文"}, {120, 1500, 24, "证书编号：105541201106001234"}, {800, 1500, 24, "2011年7月1日"}},
			"name=林晓 sex=女 birth_date=1990-01-02 enrollment_date=2008-09 graduation_date=2011-07-01 major=会计学 level=专科 length_years=3 school=湖南商学院 president=贺文 certificate_number=105541201106001234",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines := append([]written{{350, 300, 56, tt.title}}, paragraph(120, 700, 30, 30, tt.body)...)
			found := extractors.Documents(sheet(append(lines, tt.foot...)...))
			if len(found) != 1 || found[0].Kind != document.Diploma {
				t.Fatalf("found %v", kinds(found))
			}
			if diff := cmp.Diff(fields(tt.want), values(found[0].Fields)); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

func kinds(found []extractors.Found) []document.Kind {
	var out []document.Kind
	for _, f := range found {
		out = append(out, f.Kind)
	}
	return out
}
