package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/check"
)

func TestBodies(t *testing.T) {
	lines := []document.Line{
		{Text: "经核查，该学历由湖南省教育厅认定，样本甲毕业于中共湖南省委党校。"},
		{Text: "人力资源和社会保障部职业能力建设司"},
		{Text: "经湖南省教育厅认定"},
		{Text: "证书编号：2006032281　厅"},
	}
	want := []string{"人力资源和社会保障部职业能力建设司", "样本甲毕业于中共湖南省委党校", "经湖南省教育厅", "该学历由湖南省教育厅"}
	if diff := cmp.Diff(want, check.Bodies(lines)); diff != "" {
		t.Errorf("bodies (-want +got)\n%s", diff)
	}
}
