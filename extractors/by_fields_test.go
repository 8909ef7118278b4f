package extractors_test

import (
	"testing"

	"hecha/document"
	"hecha/extractors"
)

// Papers whose title and wording are new are told by the fields that they give, and
// said to be unsure; papers that give only a few are of no kind.
func TestKindByFields(t *testing.T) {
	spread := func(texts ...string) (rows []written) {
		for i, text := range texts {
			rows = append(rows, written{140, 200 + 60*float64(i), 26, text})
		}
		return rows
	}
	for name, tc := range map[string]struct {
		lines []written
		want  document.Kind
	}{
		"a booklet's page without a title": {spread(
			"姓名：样本甲", "性别：男", "出生年月：1980.03", "系列：工程", "专业：水工建筑", "任职资格：助理工程师", "认定时间：2014年10月", "编号：QY1091088",
			"发证单位：样本水利水电工程局有限公司", "2014年11月8日",
		), document.TitleCertificate},
		"a certificate of a degree from Hong Kong": {spread(
			"港澳学历学位书面认证结果", "认证书编号：120205064913", "样本甲，女，中国国籍，1992年11月19日出生。", "样本甲在香港浸会大学学习，于2020年11月获得该校颁发的社会科学硕士学位证书。",
			"教育部留学服务中心", "2020年12月3日",
		), document.CSCSECertificate},
		"a household register": {spread(
			"常住人口登记卡", "姓名 样本甲", "户主或与户主关系 户主", "性别 男", "出生日期 1980年3月5日", "民族 汉", "公民身份证件编号 11010519491231002X", "文化程度 大学本科",
			"服务处所 样本建设有限公司", "职业 工程师",
		), document.Other},
		"a training": {spread(
			"培训证书", "样本甲 同志于2019年5月6日至2019年5月10日参加施工管理培训班，学完规定课程，成绩合格。", "样本省建筑业协会", "2019年5月12日",
		), document.Other},
	} {
		t.Run(name, func(t *testing.T) {
			found := extractors.Documents(sheet(tc.lines...))
			if len(found) != 1 || found[0].Kind != tc.want {
				t.Fatalf("%v", found)
			}
			if sure := found[0].Confidence >= 0.5; tc.want != document.Other && sure {
				t.Errorf("sure of it: %v", found[0].Confidence)
			}
		})
	}
}
