package normalize_test

import (
	"testing"

	"hecha/document/normalize"
)

func BenchmarkFindDates(b *testing.B) {
	for b.Loop() {
		normalize.FindDates("学生张三，男，1985年3月5日生，于2004年9月至2008年7月在本校土木工程专业四年制本科学习")
	}
}

// BenchmarkRepairID repairs a number of which nothing helps to find the error.
func BenchmarkRepairID(b *testing.B) {
	read := normalize.Glyphs("11010519491231302X")
	for b.Loop() {
		normalize.RepairID(read, normalize.IDProof{Known: func(string) bool { return false }})
	}
}
