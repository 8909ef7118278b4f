package register_test

import (
	"testing"

	"hecha/document/register"
)

func BenchmarkNearestSchools(b *testing.B) {
	for b.Loop() {
		register.NearestSchools("湖南样本职业技木学院", 3)
	}
}

func BenchmarkNearAuthority(b *testing.B) {
	for b.Loop() {
		register.NearAuthority("长沙市公安局岳鹿分局")
	}
}

func BenchmarkRegionsOfAddress(b *testing.B) {
	for b.Loop() {
		register.RegionsOfAddress("湖南省长沙市岳麓区麓山南路1号")
	}
}
