package register_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/document/register"
)

func TestRegion(t *testing.T) {
	want := []register.RegionEntry{
		{Code: "430102", Name: "城东区", From: 1980, To: 1982},
		{Code: "430102", Name: "东区", From: 1983, To: 1995},
		{Code: "430102", Name: "芙蓉区", From: 1996, To: 2020},
	}
	if diff := cmp.Diff(want, register.Region("430102")); diff != "" {
		t.Errorf("Region (-want +got):\n%s", diff)
	}
	for _, code := range []string{"", "4301", "000000", "439999", "43010二"} {
		if register.RegionKnown(code) {
			t.Errorf("RegionKnown(%q) = true", code)
		}
	}
}

func TestRegionName(t *testing.T) {
	tests := []struct {
		code string
		year int
		want string
	}{
		{"430102", 1981, "湖南省长沙市城东区"},
		{"430102", 2010, "湖南省长沙市芙蓉区"},
		{"430102", 1950, "湖南省长沙市城东区"},
		{"430102", 2035, "湖南省长沙市芙蓉区"},
		{"110105", 1990, "北京市朝阳区"},
		{"430000", 1990, "湖南省"},
		{"430100", 1990, "湖南省长沙市"},
		{"999999", 1990, ""},
	}
	for _, tt := range tests {
		if got := register.RegionName(tt.code, tt.year); got != tt.want {
			t.Errorf("RegionName(%q, %d) = %q, want %q", tt.code, tt.year, got, tt.want)
		}
	}
}

func TestRegionFirst(t *testing.T) {
	for text, want := range map[string]bool{
		"浙江样本科技有限公司": true, "湖南省样本建设有限公司": true, "长沙样本药店": true, "恩施样本公司": true, "": false,
		"样本浙江有限公司": false, "艺术史论": false, "江西": true,
	} {
		if got := register.RegionFirst(text); got != want {
			t.Errorf("RegionFirst(%q) = %t", text, got)
		}
	}
}

func TestRegionsOfAddress(t *testing.T) {
	tests := []struct {
		address string
		want    []string
	}{
		{"湖南省长沙市岳麓区麓山南路1号", []string{"430104"}},
		{"长沙市岳麓区麓山南路1号", []string{"430104"}},
		{"湖南长沙岳麓区麓山南路1号", []string{"430104"}},
		{"湖南省龙山县民安镇", []string{"433130"}},
		{"北京市朝阳区建国路", []string{"110105"}},
		{"湖南省长沙市", []string{"430100"}},
		{"某处", nil},
		{"", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, register.RegionsOfAddress(tt.address)); diff != "" {
			t.Errorf("RegionsOfAddress(%q) (-want +got):\n%s", tt.address, diff)
		}
	}
}

func TestRegionsOfAuthority(t *testing.T) {
	tests := []struct {
		authority string
		want      []string
	}{
		{"长沙市公安局岳麓分局", []string{"430104"}},
		{"北京市公安局朝阳分局", []string{"110105"}},
		{"龙山县公安局", []string{"433130"}},
		// Counties that became cities were under the province itself at first.
		{"浏阳市公安局", []string{"430181", "439008"}},
		{"长沙市公安局高新区分局", nil},
		{"长沙市人民政府", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, register.RegionsOfAuthority(tt.authority)); diff != "" {
			t.Errorf("RegionsOfAuthority(%q) (-want +got):\n%s", tt.authority, diff)
		}
	}
}

func TestNearAuthority(t *testing.T) {
	for authority, want := range map[string]bool{
		"长沙市公安局岳鹿分局": true, "龙出县公安局": true, "长抄市公安局芙蓉分局": true, "长沙市公安局高新区分局": false, "": false,
	} {
		if got := register.NearAuthority(authority); got != want {
			t.Errorf("NearAuthority(%q) = %v, want %v", authority, got, want)
		}
	}
}

func TestSchool(t *testing.T) {
	hunan := register.SchoolEntry{Code: "10532", Province: "43", Level: "本科", Name: "湖南大学"}
	if got, ok := register.School("10532"); !ok || got != hunan {
		t.Errorf("School(10532) = %+v, %v", got, ok)
	}
	if got, ok := register.SchoolByName(" 湖 南 大 学 "); !ok || got != hunan {
		t.Errorf("SchoolByName(湖南大学) = %+v, %v", got, ok)
	}
	if got, ok := register.SchoolByName("中国矿业大学(北京)"); !ok || got.Code != "11413" {
		t.Errorf("SchoolByName(中国矿业大学(北京)) = %+v, %v", got, ok)
	}
	for _, name := range []string{"", "湖南太学"} {
		if got, ok := register.SchoolByName(name); ok {
			t.Errorf("SchoolByName(%q) = %+v", name, got)
		}
	}
}

func TestNearestSchools(t *testing.T) {
	tests := []struct{ read, want string }{
		{"湖南太学", "湖南大学"},
		{"湖南工业大学校", "湖南工业大学"},
		{"长沙民政职业技木学院", "长沙民政职业技术学院"},
	}
	for _, tt := range tests {
		got := register.NearestSchools(tt.read, 3)
		if len(got) == 0 || got[0].Name != tt.want {
			t.Errorf("NearestSchools(%q) = %+v, want %s first", tt.read, got, tt.want)
		}
	}
	if got := register.NearestSchools("完全不是学校的名字", 3); len(got) != 0 {
		t.Errorf("NearestSchools of no school = %+v", got)
	}
}

func TestMajor(t *testing.T) {
	if m, ok := register.Major("土木工程（网络教育）"); !ok || m.Class != "土木类" {
		t.Errorf("Major = %+v, %v", m, ok)
	}
	if m, ok := register.Major("护理学"); !ok || m.Class != "护理学类" || m.Name != "护理学" {
		t.Errorf("Major with a note about its degree = %+v, %v", m, ok)
	}
	if m, ok := register.Major("炼金术"); ok {
		t.Errorf("Major(炼金术) = %+v", m)
	}
}

func TestCollegeMajor(t *testing.T) {
	for name, want := range map[string]string{"建筑工程技术": "土木建筑大类", "会计电算化（成人）": "财经商贸大类", "工程造价专业": "土木建筑大类"} {
		if m, ok := register.CollegeMajor(name); !ok || m.Discipline != want {
			t.Errorf("CollegeMajor(%s) = %+v, %v; want %s", name, m, ok, want)
		}
	}
	if m, ok := register.CollegeMajor("炼金术"); ok {
		t.Errorf("CollegeMajor(炼金术) = %+v", m)
	}
}

func TestNearMajor(t *testing.T) {
	for name, want := range map[string]bool{"士木工程": true, "土木工程": false, "炼金术": false, "": false} {
		if got := register.NearMajor(name); got != want {
			t.Errorf("NearMajor(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestEthnicity(t *testing.T) {
	for name, want := range map[string]string{"汉": "01", "土家族": "15", "基诺": "56"} {
		if got, ok := register.Ethnicity(name); !ok || got != want {
			t.Errorf("Ethnicity(%s) = %s, %v, want %s", name, got, ok, want)
		}
	}
	if got, ok := register.Ethnicity("火星族"); ok {
		t.Errorf("Ethnicity(火星族) = %s", got)
	}
}

func TestSurname(t *testing.T) {
	for name, want := range map[string]string{"欧阳锋": "欧阳", "王小明": "王", "司马光": "司马"} {
		if got, ok := register.Surname(name); !ok || got != want {
			t.Errorf("Surname(%s) = %s, %v, want %s", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "王", "□□□"} {
		if got, ok := register.Surname(name); ok {
			t.Errorf("Surname(%q) = %s", name, got)
		}
	}
}

// TestConcurrentUse fails under the race detector when a table is not loaded
// safely.
func TestConcurrentUse(_ *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			register.Region("430102")
			register.SchoolByName("湖南大学")
			register.Major("土木工程")
			register.Surname("王小明")
		})
	}
	wg.Wait()
}

func FuzzRegionsOfAddress(f *testing.F) {
	f.Add("湖南省长沙市岳麓区麓山南路1号")
	f.Add("长沙市公安局岳麓分局")
	f.Fuzz(func(t *testing.T, s string) {
		for _, code := range append(register.RegionsOfAddress(s), register.RegionsOfAuthority(s)...) {
			if !register.RegionKnown(code) {
				t.Errorf("%q gives the unknown region %s", s, code)
			}
		}
	})
}

func TestCourse(t *testing.T) {
	for name, want := range map[string]bool{
		"土木工程": true, "工业与民用建筑": true, "建筑工程技术": true, "数控技术应用": true, "通信与信息系统": true,
		"工商管理（人力资源管理方向）": true, "法律 事务": true,
		"本科土木工程": false, "炼金术": false, "": false, "（师范）": false,
	} {
		if got := register.Course(name); got != want {
			t.Errorf("Course(%q) = %v", name, got)
		}
	}
}

func TestOffices(t *testing.T) {
	if got := register.Offices(); len(got) != 14 || got[0].City != "长沙市" || got[13].City != "湘西州" {
		t.Errorf("offices %+v", got)
	}
	for _, o := range register.Offices() {
		if o.Review == "" || o.Exams == "" || o.Site == "" {
			t.Errorf("office %+v lacks something", o)
		}
	}
}

func TestSittings(t *testing.T) {
	all := register.Sittings()
	if len(all) != 29 || all[0] != (document.Sitting{Exam: "一级建造师", Year: 2020, Review: "2021-12-24", Report: "2021-12-31"}) {
		t.Errorf("%d sittings, first %+v", len(all), all[0])
	}
}
