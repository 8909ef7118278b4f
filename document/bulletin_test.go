package document_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
)

func TestBulletinChanges(t *testing.T) {
	old, other := document.Sitting{Exam: "一级建造师", Year: 2020, Review: "2021-12-24"}, document.Sitting{Exam: "一级建造师", Year: 2021}
	office := document.Office{City: "长沙市", Review: "0731"}
	before := document.Bulletin{Sittings: []document.Sitting{old, other}, Offices: []document.Office{office}}
	later := old
	later.Review = "2022-01-10"
	moved := office
	moved.Address = "样本路1号"
	added := document.Sitting{Exam: "执业药师", Year: 2020}
	after := before.WithSitting(later).WithoutSitting(other.Exam, other.Year).WithSitting(added).WithOffice(moved)
	want := []document.BulletinChange{
		{SittingBefore: &old, SittingAfter: &later}, {SittingBefore: &other}, {SittingAfter: &added}, {OfficeBefore: &office, OfficeAfter: &moved},
	}
	if diff := cmp.Diff(want, after.ChangesSince(before)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := before.Sitting(old.Exam, old.Year); got != old {
		t.Errorf("the version before was changed in place: %+v", got)
	}
	if got := after.WithoutOffice("长沙市").Office("长沙市"); got != (document.Office{}) {
		t.Errorf("an office that was taken away: %+v", got)
	}
}

func TestCityNamed(t *testing.T) {
	b := document.Bulletin{Offices: []document.Office{{City: "长沙市"}, {City: "湘西州"}}}
	for name, want := range map[string]string{"长沙": "长沙市", "长沙市": "长沙市", "湘西州": "湘西州", "湘西": "", "": "", "武汉市": ""} {
		if got, ok := b.CityNamed(name); ok != (want != "") || ok && got != want {
			t.Errorf("CityNamed(%q) = %q, %v", name, got, ok)
		}
	}
}
