package seal

import "testing"

// read is a reading in which every place is clear but for those that hold the
// runes of weak.
func read(text, weak string) []choice {
	var out []choice
	for _, r := range text {
		c := choice{char: r, share: 1, votes: ballot{r: 3}}
		for _, w := range weak {
			if r == w {
				c.share, c.votes = 0.6, ballot{r: 0.6, '土': 0.4}
			}
		}
		out = append(out, c)
	}
	return out
}

func TestKnownEnding(t *testing.T) {
	for _, c := range []struct{ text, weak, want string }{
		{"湖南省人力资源和社会保障厅", "", "湖南省人力资源和社会保障厅"},
		{"长沙市人力资源和社会保障局", "", "长沙市人力资源和社会保障局"},
		{"中华人民共和国人力资源和社会保障部", "", "中华人民共和国人力资源和社会保障部"},
		{"湖南省人力资源和社会保障后", "后", "湖南省人力资源和社会保障后"}, // 局, 厅 or 部: not for us to say
		{"长沙市人力资源和杜会保障局", "", "长沙市人力资源和社会保障局"},
		{"湖南样本有限责住公司", "住", "湖南样本有限责任公司"},
		{"湖南样本财团有限公司", "", "湖南样本财团有限公司"},
		{"样本市职称改革工作领导小组公室", "", "样本市职称改革工作领导小组办公室"},
		{"样本市职称改革工作领导小组务公室公", "", "样本市职称改革工作领导小组办公室"},
		{"湖南样本有限公同", "同", "湖南样本有限公司"},
		{"湖南样本有限公同", "", "湖南样本有限公同"},
		{"样本市市政管理处", "", "样本市市政管理处"},
		{"样本商贸学院", "贸", "样本商贸学院"}, // not 医学院
	} {
		if got := knownEnding(read(c.text, c.weak)); spell(got) != c.want {
			t.Errorf("%s (weak %q): got %s, want %s", c.text, c.weak, spell(got), c.want)
		}
	}
}
