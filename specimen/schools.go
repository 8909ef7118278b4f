package specimen

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
)

//go:embed data/schools.csv
var schoolsCSV string

//go:embed data/majors.csv
var majorsCSV string

// school is one university; level is 本科 or 专科.
type school struct{ code, name, region, level string }

// major is a course of study and the class it belongs to.
type major struct{ class, name string }

// schools are universities of the list of 2017 that keep selects by their row.
func schools(keep func(row int) bool) []school {
	var out []school
	for _, r := range records(schoolsCSV, keep) {
		out = append(out, school{r[0], r[1], r[2], r[3]})
	}
	return out
}

// majors are courses of the catalogue of 2012 that keep selects by their row.
func majors(keep func(row int) bool) []major {
	var out []major
	for _, r := range records(majorsCSV, keep) {
		out = append(out, major{r[0], r[1]})
	}
	return out
}

// school picks one that teaches at the level; 本科 for all that lies above.
func (s *set) school(rng *rand.Rand, level string) school {
	want := cond(level == "专科", "专科", "本科")
	for {
		if sc := pick(rng, s.schools); sc.level == want {
			return sc
		}
	}
}

// provinceNames are those of the register by the first two digits of a code.
var provinceNames = map[string]string{
	"11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省", "22": "吉林省",
	"23": "黑龙江省", "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省",
	"37": "山东省", "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区", "46": "海南省",
	"50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省",
	"63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
}

// Schools outside the register.
var (
	adultSchoolsTune        = strings.Fields("湖南省教育学院 长沙职工大学 湘潭机电职工大学 衡阳市职工业余大学 武汉冶金管理干部学院 北京广播电视大学 广州金桥管理干部学院 株洲市职工大学")
	adultSchoolsUnseen      = strings.Fields("湖南农业管理干部学院 岳阳市广播电视大学 南方动力机械公司职工工学院 郑州铁路局职工大学 湖北省经济管理干部学院 中华会计函授学校")
	vocationalSchoolsTune   = strings.Fields("长沙市财经职业中等专业学校 湖南省建筑工程学校 衡阳铁路工程学校 湘潭市卫生学校 常德市工业学校 邵阳师范学校 株洲市工业中等专业学校")
	vocationalSchoolsUnseen = strings.Fields("怀化市民族师范学校 湖南省商业学校 郴州综合职业中专学校 益阳市供销学校 永州市农业学校 湘西土家族苗族自治州民族中等技术学校 娄底市冶金工业学校")
	majorsVocational        = strings.Fields("工业与民用建筑 财务会计 机电技术应用 护理 计算机应用 学前教育 电子技术应用 汽车运用与维修 商品经营 公路与桥梁 数控技术应用")
	majorsCollege           = strings.Fields("建筑工程技术 工程造价 会计电算化 会计 护理 药学 机电一体化技术 数控技术 计算机应用技术 道路桥梁工程技术 工程测量技术 建筑装饰工程技术 电气自动化技术 物流管理 市场营销 商务英语 应用电子技术 法律事务 行政管理 汉语言文学教育")
)

// certificateNumber builds a diploma's number as of its year: 18 digits from
// 2002, 17 in 2001, what schools liked before.
func certificateNumber(rng *rand.Rand, s *set, code string, kind, year int, level string) string {
	lv := map[string]string{"博士研究生": "01", "硕士研究生": "02", "第二学士学位": "04", "本科": "05", "专科": "06"}[level]
	serial := s.serial(rng)
	switch {
	case year >= 2002:
		return fmt.Sprintf("%s%d%d%s%06d", code, kind, year, lv, serial)
	case year == 2001:
		return fmt.Sprintf("%s%d%d%s%05d", code, kind, year, lv, serial%100000)
	case rng.IntN(2) == 0:
		return fmt.Sprintf("%02d%05d", year%100, serial%100000)
	}
	return fmt.Sprintf("%05d", 10000+serial%90000)
}

// selfStudyNumber is the number of a self-study diploma: 17 characters, or 18
// on newer ones, whose last may be X.
func selfStudyNumber(rng *rand.Rand, region string, year int, level string) string {
	lv := cond(level == "本科", 5, 6)
	n := fmt.Sprintf("6%d%s%02d%02d%02d%d%05d", lv, region[:4], 1+rng.IntN(9), year%100, 1+rng.IntN(2), rng.IntN(10), rng.IntN(100000))
	for len(n) < 16+cond(year >= 2005, 1, 0) {
		n += string("0123456789"[rng.IntN(10)])
	}
	return n + string("0123456789X"[rng.IntN(11)])
}

func (s *set) serial(rng *rand.Rand) int { return s.serialLow + rng.IntN(s.serialHigh-s.serialLow) }
