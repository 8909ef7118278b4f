package seal

import "testing"

func TestSettled(t *testing.T) {
	for _, c := range []struct {
		name, text, weak, want string
		corrected              bool
	}{
		{"all clear", "样本市样本工程有限公司", "", "样本市样本工程有限公司", false},
		{"a trade", "长沙样本机城制造有限公司", "城", "长沙样本机械制造有限公司", true},
		{"a trade that was clearly read", "长沙样本机场制造有限公司", "", "长沙样本机场制造有限公司", false},
		{"a long office that was clearly read", "人为资源和社会保障部", "", "人力资源和社会保障部", true},
		{"a school of another name", "湖南样木职业技术学院", "", "湖南样木职业技术学院", false},
		{"which of two words", "长沙样本科枝有限公司", "枝", "长沙样本科枝有限公司", false},
		{"a region of many characters", "湘西土家族声族自治州样本医院", "声", "湘西土家族苗族自治州样本医院", true},
		{"a region before an office", "石家在市住房和城乡建设局", "在", "石家庄市住房和城乡建设局", true},
		{"a province has 厅", "湖南省人力资源和社会保障后", "后", "湖南省人力资源和社会保障厅", true},
		{"a city has 局", "郴州市人力资源和社会保障后", "后", "郴州市人力资源和社会保障局", true},
		{"a legal form is closed", "样本物业管理育限公司", "", "样本物业管理有限公司", true},
		{"a bracket that was lost", "样本（集团有限公司", "", "样本（集团）有限公司", true},
		{"a group without brackets", "样本集团有限公司", "", "样本集团有限公司", false},
		{"a speck for a stroke", "样本市第·中医医院", "", "样本市第一中医医院", true},
		{"a place where most saw nothing", "样本市职称改革工作领导小组办Ｘ室", "", "样本市职称改革工作领导小组办公室", true},
		{"a school", "湖南大拳", "拳", "湖南大学", true},
		{"another name of one", "湖南大拳", "", "湖南大拳", false},
		{"print before a region", "广湖南样本工程有限公司", "", "湖南样本工程有限公司", true},
		{"print with digits before a region", "自9由湖南样本工程有限公司", "", "湖南样本工程有限公司", true},
		{"clear words before a region", "样本长沙工程有限公司", "", "样本长沙工程有限公司", false},
		{"weak print before a school", "出众泰山医学院", "出众", "泰山医学院", true},
		{"print behind an ending", "湖南省教育厅上家", "", "湖南省教育厅", true},
		{"a department behind an ending", "湖南样本有限公司人事部", "", "湖南样本有限公司人事部", false},
		{"a stroke within", "永州县第-职业中学", "", "永州县第一职业中学", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			places := read(c.text, c.weak)
			for i := range places {
				if places[i].char == 'Ｘ' {
					places[i] = choice{share: 0.7, votes: ballot{0: 1.1, '益': 0.4}}
				}
			}
			got, corrected, _ := settled(places)
			if spell(got) != c.want || corrected != c.corrected {
				t.Errorf("%s (weak %q): got %s, corrected %v; want %s, %v", c.text, c.weak, spell(got), corrected, c.want, c.corrected)
			}
		})
	}
}
