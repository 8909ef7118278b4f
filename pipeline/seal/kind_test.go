package seal_test

import (
	"testing"

	"hecha/pipeline/seal"
)

func TestTypeOf(t *testing.T) {
	tests := []struct{ shape, text, inner, want string }{
		{seal.Circle, "湖南样本有限公司", "", "official"},
		{seal.Circle, "湖南样本有限公司", "财务专用章\n（1）", "finance"},
		{seal.Circle, "湖南样本有限公司合同专用章", "", "contract"},
		{seal.Oval, "湖南样本有限公司", "发票专用章", "invoice"},
		{seal.Circle, "湖南样本有限公司人力资源部", "", "personnel"},
		{seal.Circle, "湖南样本有限公司第一项目部", "", "department"},
		{seal.Circle, "湖南样本有限公司安全科", "", "department"},
		{seal.Circle, "样本大学", "学历证明专用章", "education"},
		{seal.Circle, "中华人民共和国教育部", "", "official"},
		{seal.Circle, "湖南样本有限公司", "投标专用章", "unknown"},
		{seal.Square, "张样本印", "", "personal"},
		{seal.Circle, "", "", "unknown"},
	}
	for _, tt := range tests {
		if got := string(seal.TypeOf(tt.shape, tt.text, tt.inner)); got != tt.want {
			t.Errorf("TypeOf(%q, %q, %q) = %q, want %q", tt.shape, tt.text, tt.inner, got, tt.want)
		}
	}
}
