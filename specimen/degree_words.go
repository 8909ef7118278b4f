package specimen

import (
	"math/rand/v2"
	"strings"
)

// The sorts of degree. Gaps are filled by degreeBlanks.
var (
	bachelorNational = &degreeSort{
		titles:       [][]string{{"学士学位证书"}, {"中华人民共和国", "学士学位证书"}, {"学 士 学 位 证 书"}, {"学士学位", "证　书"}},
		titlesUnseen: [][]string{{"学位证书"}, {"普通高等学校", "学士学位证书"}, {"学士学位证"}},
		bodies: []string{
			"{name}，{sex}，{birth}生。在本校{major}专业完成了本科学习计划，业已毕业，经审核符合{rule}的规定，授予{degree}学位。",
			"{name}　{sex}，{birth}生。在{school}{major}专业完成了本科学习计划，业已毕业，经审核符合{rule}的规定，授予{degree}学位。",
			"{name_}{sex_}，{birth_}生。在我校{major_}专业完成了本科学习计划，业已毕业，经审核符合{rule}的规定，授予{degree_}学位。",
			"{name}同学，性别{sex}，{birth}生，在{school}{major}专业学习，成绩优良，根据{rule}的规定，授予{degree}学位，特发此证。",
		},
		bodiesUnseen: []string{
			"{name}，{sex}，{birth}出生，修完{major}专业本科全部课程，成绩优良，符合{rule}之规定，特授予{degree}学位，此证。",
			"{name}（{sex}，{birth}生）在{school}{major}专业学习期满，已准予毕业，现根据{rule}授予{degree}学位。",
		},
		remarks: []string{"（普通高等教育本科毕业生）", "（普通高等教育本科毕业）"},
		make: func(s *set, rng *rand.Rand) award {
			a := s.newAward(rng, "本科", "学士", 1999)
			a.number = degreeNumber(rng, s, "", cond(chance(rng, 0.05), "S", ""), a)
			return a
		},
	}
	bachelorOwn = &degreeSort{
		titles:       [][]string{{"学士学位证书"}, {"毕业生学士学位证书"}, {"普通高等教育", "学士学位证书"}},
		titlesUnseen: [][]string{{"学 位 证 书"}, {"学士学位证书"}},
		bodies: []string{
			"学生{name}，性别{sex}，{birth}生，自{enrol}至{until}在本校{major}专业完成了{length}制本科学习计划，业已毕业，经审核符合{rule}和{own}的规定，授予{degree}学位。",
			"{name}，{sex}，{birth}生。自{enrol}至{until}，在{major}专业完成了本科人才培养方案规定的全部学业，符合学士学位授予条件，授予{degree}学位。",
			"学生　{name}　性别　{sex}　{birth}生，在我校　{major}　专业（学科门类：{discipline}）完成本科学习计划，准予毕业，经校学位评定委员会审核，授予　{degree}　学位。",
			"姓　　名：{name}\n性　　别：{sex}\n出生日期：{birth}\n所学专业：{major}\n所授学位：{degree}学位\n该生完成了本科学习计划，经审核符合{rule}的规定，授予学士学位。",
		},
		bodiesUnseen: []string{
			"经本校学位评定委员会审定，{name}（{sex}，{birth}生）完成{major}专业本科学习计划，已准予毕业，兹授予{degree}学位。",
			"兹证明{name}，性别：{sex}，出生于{birth}，于{enrol}至{until}就读于本校{major}专业，达到毕业要求，根据{rule}，授予{degree}学位。",
			"姓名：{name}　性别：{sex}\n出生日期：{birth}\n专业：{major}\n学科门类：{discipline}\n经审核，授予{degree}学位。",
		},
		make: func(s *set, rng *rand.Rand) award {
			a := s.newAward(rng, "本科", "学士", 2012)
			if chance(rng, 0.15) { // 建筑学 is the only professional degree of this rank
				a.major, a.discipline, a.degree = "建筑学", "建筑学", "建筑学学士"
			}
			a.number = degreeNumber(rng, s, "", "", a)
			return a
		},
	}
	bachelorAdult = &degreeSort{
		titles:       [][]string{{"成人高等教育", "学士学位证书"}, {"学士学位证书"}, {"成人高等教育学士学位证书"}},
		titlesUnseen: [][]string{{"高等学历继续教育", "学士学位证书"}, {"学士学位证书"}},
		bodies: []string{
			"{name}，{sex}，{birth}生。在本校{major}专业完成了成人高等教育本科学习计划，业已毕业，经审核符合{rule}的规定，授予{degree}学位。",
			"{name}，{sex}，{birth}生。通过高等教育自学考试{major}专业本科课程考试，成绩合格，业已毕业，经审核符合{rule}的规定，授予{degree}学位。",
			"学员{name_}性别{sex_}，{birth_}生，在我校{major_}专业（函授）本科毕业，经审核符合{rule}的规定，授予{degree_}学位。",
		},
		bodiesUnseen: []string{
			"{name}，{sex}，{birth}生，于{until}在我校{major}专业（成人教育）本科毕业，成绩合格，经审查符合{rule}的规定，授予{degree}学位。",
		},
		remarks: []string{"（成人高等教育本科毕业生）", "（成人教育本科毕业生）"},
		make: func(s *set, rng *rand.Rand) award {
			a := s.newAward(rng, "本科", "学士", 2003)
			a.number = degreeNumber(rng, s, "C", cond(chance(rng, 0.3), "Z", ""), a)
			return a
		},
	}
	masterDegree = &degreeSort{
		titles:       [][]string{{"硕士学位证书"}, {"中华人民共和国", "硕士学位证书"}, {"硕 士 学 位 证 书"}},
		titlesUnseen: [][]string{{"学位证书"}, {"研究生", "硕士学位证书"}},
		bodies: []string{
			"{name}，{sex}，{birth}生。在我校{major}学科（专业）已通过硕士学位的课程考试和论文答辩，成绩合格。根据{rule}的规定，授予{degree}学位。",
			"研究生{name}，性别{sex}，{birth}生，在{school}{major}学科、专业通过了硕士学位课程考试和论文答辩，经审核符合{rule}的规定，授予{degree}学位。",
			"{name_}{sex_}，{birth_}生。在{major_}专业已通过硕士学位的课程考试和论文答辩，成绩合格。根据{rule}的规定，授予{degree_}学位。",
		},
		bodiesUnseen: []string{
			"{name}（{sex}，{birth}生）于{enrol}至{until}在本校攻读{major}专业硕士学位，课程考试与学位论文答辩合格，经学位评定委员会批准，授予{degree}学位。",
		},
		make: func(s *set, rng *rand.Rand) award {
			a := s.newAward(rng, "硕士研究生", "硕士", 2000)
			a.number = degreeNumber(rng, s, pick(rng, []string{"", "", "", "T", "Q"}), "", a)
			return a
		},
	}
	doctorDegree = &degreeSort{
		titles:       [][]string{{"博士学位证书"}, {"中华人民共和国", "博士学位证书"}},
		titlesUnseen: [][]string{{"博 士 学 位 证 书"}},
		bodies: []string{
			"{name}，{sex}，{birth}生。在我校{major}学科（专业）已通过博士学位的课程考试和论文答辩，成绩合格。根据{rule}的规定，授予{degree}学位。",
			"{name}，{sex}，{birth}生。在{school}{major}专业完成了博士研究生培养计划，通过课程考试和论文答辩，授予{degree}学位。",
		},
		bodiesUnseen: []string{
			"经学位评定委员会审核，研究生{name}，{sex}，{birth}生，已通过{major}专业博士学位论文答辩，根据{rule}，授予{degree}学位。",
		},
		make: func(s *set, rng *rand.Rand) award {
			a := s.newAward(rng, "博士研究生", "博士", 2003)
			a.number = degreeNumber(rng, s, "", "", a)
			return a
		},
	}
	professionalDegree = &degreeSort{
		titles:       [][]string{{"硕士学位证书"}, {"专业学位", "硕士学位证书"}, {"硕士专业学位证书"}},
		titlesUnseen: [][]string{{"硕士专业学位", "证　书"}, {"学位证书"}},
		bodies: []string{
			"{name}，{sex}，{birth}生。在我校已通过{degree}专业学位的课程考试和论文答辩，成绩合格。根据{rule}的规定，授予{degree}专业学位。",
			"{name}，{sex}，{birth}生。在{school}{major}领域完成了硕士专业学位研究生培养计划，通过课程考试和论文答辩，授予{degree}学位。",
		},
		bodiesUnseen: []string{
			"学生{name}，性别{sex}，{birth}生，自{enrol}至{until}在我校学习，修满规定学分，专业学位论文答辩合格，经审核授予{degree}专业学位。",
		},
		make: func(s *set, rng *rand.Rand) award {
			a := s.newAward(rng, "硕士研究生", "硕士", 2007)
			p := pick(rng, professions)
			a.discipline, a.degree = p.name, p.name+"硕士"
			a.number = degreeNumber(rng, s, "Z", p.mark, a)
			return a
		},
	}
)

// professions are professional degrees with their letters in the number.
var professions = []struct{ name, mark string }{
	{"工程", "C"}, {"工商管理", "S"}, {"公共管理", "E"}, {"法律", "F"}, {"教育", "Y"}, {"会计", "K"}, {"临床医学", "L"}, {"农业推广", "A"}, {"建筑学", "J"},
}

// disciplineWords are parts of names of courses with the discipline (学科门类) that
// they belong to, tried in order.
var disciplineWords = []struct{ word, discipline string }{
	{"管理", "管理学"}, {"会计", "管理学"}, {"营销", "管理学"}, {"物流", "管理学"}, {"医", "医学"}, {"护理", "医学"}, {"药", "医学"},
	{"经济", "经济学"}, {"金融", "经济学"}, {"贸易", "经济学"}, {"教育", "教育学"}, {"体育", "教育学"}, {"法", "法学"}, {"政治", "法学"}, {"社会", "法学"},
	{"语", "文学"}, {"文学", "文学"}, {"新闻", "文学"}, {"设计", "艺术学"}, {"音乐", "艺术学"}, {"美术", "艺术学"}, {"农", "农学"}, {"林", "农学"},
	{"历史", "历史学"}, {"哲学", "哲学"}, {"数学", "理学"}, {"物理", "理学"}, {"化学", "理学"}, {"生物", "理学"}, {"地理", "理学"}, {"统计", "理学"},
}

func disciplineOf(major string) string {
	for _, w := range disciplineWords {
		if strings.Contains(major, w.word) {
			return w.discipline
		}
	}
	return "工学"
}
