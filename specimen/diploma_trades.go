package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// Diplomas beside those of higher education: technician schools (技工院校), whose
// forms 人社厅发〔2010〕15号 set, and party schools.

// Schools by split.
var (
	technicianSchoolsTune   = strings.Fields("湖南工贸技师学院 长沙技师学院 衡阳技师学院 湖南兵器工业高级技工学校 株洲市高级技工学校 湘潭市技工学校 常德技师学院 湖南建筑高级技工学校 邵阳市技工学校")
	technicianSchoolsUnseen = strings.Fields("郴州技师学院 岳阳市高级技工学校 湖南机械技师学院 怀化市技工学校 永州市高级技工学校 湖南省煤炭技工学校 广州市公用事业技师学院")
	partySchoolsTune        = strings.Fields("中共湖南省委党校 中共湖南省委党校函授学院 中共中央党校函授学院 中共长沙市委党校 中共衡阳市委党校")
	partySchoolsUnseen      = strings.Fields("中共湖北省委党校 中共岳阳市委党校 中央党校继续教育学院 中共广东省委党校函授学院")
	majorsTechnicianTune    = strings.Fields("数控加工 模具制造 机床切削加工 电气自动化设备安装与维修 焊接加工 汽车维修 建筑施工 电子技术应用 计算机网络应用 工程造价")
	majorsTechnicianUnseen  = strings.Fields("机电设备安装与维修 制冷设备运用与维修 建筑工程管理 烹饪 化工工艺 矿山机电 工业机器人应用与维护")
	majorsParty             = strings.Fields("经济管理 行政管理 法律 党政管理 公共管理 经济学 政治学 区域经济 领导科学")
)

// technicianClasses are the wordings of the three classes that the notice maps,
// by what each is called there.
var technicianClasses = []struct {
	class  string
	prints []string
	unseen []string
	years  []float64
}{
	{"中级工班", []string{"中级工班", "中级技工", "中级工"}, []string{"中级技工班", "中级工班"}, []float64{3, 3, 2}},
	{"高级工班", []string{"高级工班", "高级技工", "高级工"}, []string{"高级技工班", "高级工班"}, []float64{3, 5, 4}},
	{"预备技师（技师）班", []string{"预备技师班", "预备技师", "技师班"}, []string{"预备技师班", "技师班"}, []float64{4, 6, 2}},
}

var (
	technician = &diplomaCategory{
		titles:       [][]string{{"技工学校", "毕业证书"}, {"技师学院", "毕业证书"}, {"技师学院毕业证书"}, {"高级技工学校毕业证书"}, {"毕业证书"}},
		titlesUnseen: [][]string{{"中华人民共和国", "技工学校毕业证书"}, {"技工院校", "毕业证书"}, {"高级技工学校", "毕 业 证 书"}},
		bodies: []string{
			"学生{name}　性别{sex}，{birth}生，于{enrol}至{until}在本校{major}专业（{class}）学习，学制{length}，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"学生{name_}性别{sex_}，{birth_}生，于{enrol_}至{until_}在本院{major_}专业{class_}学习，学制{length_}，按教学计划完成全部课程，考试合格，准予毕业。",
			"{name}，{sex}，{birth}生，身份证号{id}，于{enrol}至{until}在我院{class}{major}专业学习期满，成绩合格，准予毕业。",
			"姓名：{name}　性别：{sex}\n出生日期：{birth}\n专业：{major}\n培养层次：{class}　学制：{length}\n{enrol}至{until}在本校学习，修业期满，成绩合格，准予毕业。",
			"学生{name}，{sex}，{birth}生，{enrol}入学，{major}专业，{length}制{class}，经考核成绩合格，准予毕业。",
		},
		bodiesUnseen: []string{
			"学员{name}（{sex}，{birth}出生）自{enrol}起至{until}止在本校{major}专业学习，培养目标为{class}，学制{length}，德智体考核合格，准予毕业。",
			"姓名　{name}\n性别　{sex}　　出生年月　{birth}\n所学专业　{major}\n学制　{length}　　培养层次　{class}\n于{enrol}入学，{until}修业期满，准予毕业。",
			"兹有学生{name}，性别{sex}，{birth}生，在我校{major}专业{class}学习，于{until}完成学业，经考试合格，准予毕业，特发此证。",
		},
		numbers:    []string{"证书编号：{number}", "编号：{number}", "毕业证书编号：{number}", "证书编号　{number}"},
		headLabels: []string{"校长：", "院长：", "校（院）长：", "院（校）长："},
		verifier: func(g graduation) string {
			return provinceNames[g.region[:2]] + cond(g.graduated.Year() < 2009, "劳动和社会保障厅", "人力资源和社会保障厅")
		},
		make: technicianGraduation,
	}
	party = &diplomaCategory{
		titles:       [][]string{{"毕业证书"}, {"中共湖南省委党校", "毕业证书"}, {"党校学历教育", "毕业证书"}},
		titlesUnseen: [][]string{{"毕 业 证 书"}, {"党校函授教育", "毕业证书"}},
		bodies: []string{
			"学员{name}　性别{sex}，{birth}生，于{enrol}至{until}在本校{major}专业{level}班（{form}）学习，学制{length}，修完教学计划规定的全部课程，成绩合格，准予毕业。",
			"学员{name}，{sex}，{birth}生，于{enrol}至{until}在{school}{form}{level}班{major}专业学习，学习期满，成绩合格，准予毕业。",
			"{name_}同志，{sex_}，{birth_}生，{enrol_}至{until_}在我校{major_}专业{level_}学习，修完规定课程，考试合格，准予毕业。",
		},
		bodiesUnseen: []string{
			"学员{name}（{sex}，{birth}生），自{enrol}至{until}参加本院{form}{level}{major}专业学习，全部课程考核合格，准予毕业，特发此证。",
			"{name}同志于{enrol}至{until}在本校{level}班学习，主修{major}专业，性别{sex}，{birth}出生，成绩合格，准予毕业。",
		},
		numbers:    []string{"证书编号：{number}", "编号：{number}", "证书号：{number}"},
		headLabels: []string{"校长：", "校　长：", "院长："},
		make:       partyGraduation,
	}
)

func technicianGraduation(s *set, rng *rand.Rand) graduation {
	g := s.graduation(rng, 1, "专科")
	k := pick(rng, technicianClasses)
	g.school, g.region, g.level = pick(rng, cond(s.unseen(), technicianSchoolsUnseen, technicianSchoolsTune)), "430000", ""
	g.major = pick(rng, cond(s.unseen(), majorsTechnicianUnseen, majorsTechnicianTune))
	g.class, g.classPrint = k.class, pick(rng, cond(s.unseen(), k.unseen, k.prints))
	g.length = pick(rng, k.years)
	g.years(rng, 15, 2000)
	g.number = pick(rng, []string{
		fmt.Sprintf("4301%d%06d", g.graduated.Year(), s.serial(rng)),
		fmt.Sprintf("43%02d01%02d%d%04d", 1+rng.IntN(13), 1+rng.IntN(40), g.graduated.Year(), s.serial(rng)%10000),
		fmt.Sprintf("湘技毕字第%d%05d号", g.graduated.Year(), s.serial(rng)),
	})
	return g
}

func partyGraduation(s *set, rng *rand.Rand) graduation {
	g := s.graduation(rng, 1, pick(rng, []string{"本科", "本科", "专科"}))
	g.school = pick(rng, cond(s.unseen(), partySchoolsUnseen, partySchoolsTune))
	g.major, g.form = pick(rng, majorsParty), pick(rng, []string{"函授", "函授", "业余", "脱产"})
	g.length = pick(rng, []float64{2, 2.5, 3})
	g.years(rng, 28, 1994)
	if g.graduated.Year() > 2009 { // their courses for the public ended
		back := g.graduated.Year() - 2009 + rng.IntN(10)
		g.enrolled, g.graduated = g.enrolled.AddDate(-back, 0, 0), g.graduated.AddDate(-back, 0, 0)
		g.person.birth = g.person.birth.AddDate(-back, 0, 0)
	}
	g.graduated = time.Date(g.graduated.Year(), pick(rng, []time.Month{6, 7, 12}), 1+rng.IntN(30), 0, 0, 0, 0, time.UTC)
	g.number = pick(rng, []string{
		fmt.Sprintf("%d%06d", g.graduated.Year(), s.serial(rng)),
		fmt.Sprintf("湘党校毕字(%d)第%05d号", g.graduated.Year(), s.serial(rng)),
		fmt.Sprintf("%02d43%06d", g.graduated.Year()%100, s.serial(rng)),
	})
	return g
}
