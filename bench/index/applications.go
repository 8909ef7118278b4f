package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"hecha/document"
	"hecha/storage/index"
)

// What the applications are made of. Cities, exams, surnames, characters of
// names and employers are drawn by Zipf's law: few are frequent, many are rare.
var (
	cities   = []string{"长沙", "衡阳", "株洲", "岳阳", "常德", "邵阳", "湘潭", "郴州", "永州", "益阳", "怀化", "娄底", "湘西", "张家界"}
	exams    = []string{"yijian", "erjian", "jianli", "yizao", "xiaofang", "anquan", "yaoshi", "shegong", "jingji", "kuaiji", "shenji", "tongji", "chuban", "guihua", "fangdichan", "shebei", "jiliang", "kancha"}
	years    = []int{2021, 2020, 2019}
	surnames = []rune("李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文")
	given    = []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉建国红志海波鹏飞宇浩然子轩梓涵佳欣怡雨婷嘉琪思远晨曦俊辉斌峰亮琳慧颖倩雪梅兰萍燕玲莉琴云凤荣春福贵生林森山川江河湖天龙虎翔腾达康宁安泰和顺利民主义东南西北中正光耀宗祖德仁礼智信忠孝廉")
	parts    = []string{"建工", "路桥", "水利", "电力", "市政", "园林", "监理", "勘测", "设计", "咨询", "医药", "化工", "机械", "矿业", "地产", "物业", "通信", "消防", "安装", "环保"}
	ends     = []string{"有限公司", "有限责任公司", "集团有限公司", "股份有限公司", "工程有限公司", "设计院", "医院", "中心"}
)

// zipf is a number below n, small ones more often.
func zipf(rng *rand.Rand, n int) int {
	return min(n-1, int(math.Exp(rng.Float64()*math.Log(float64(n)+1)))-1)
}

func pick[T any](rng *rand.Rand, of []T) T { return of[zipf(rng, len(of))] }

func identifier(i int) string { return fmt.Sprintf("a%07d", i) }

// employers is how many different ones there are.
const employers = 80_000

// anEmployer is the number of an employer: the largest has three of a thousand
// applications.
func anEmployer(rng *rand.Rand) int {
	const largest = 50
	return min(employers-1, int(largest*math.Exp(rng.Float64()*math.Log(employers/largest)))-largest)
}

func employer(n int) string {
	rng := rand.New(rand.NewPCG(uint64(n), 1))
	return "湖南" + []string{"", cities[rng.IntN(len(cities))]}[rng.IntN(2)] + string(given[rng.IntN(len(given))]) + string(given[rng.IntN(len(given))]) +
		parts[rng.IntN(len(parts))] + pick(rng, ends)
}

func personName(rng *rand.Rand) string {
	name := string(pick(rng, surnames)) + string(pick(rng, given))
	if rng.IntN(10) < 7 {
		name += string(pick(rng, given))
	}
	return name
}

// stateOf is the state of an application: those of earlier years are done with.
func stateOf(rng *rand.Rand, year int) document.State {
	if year < years[0] {
		return []document.State{document.StateArchived, document.StateArchived, document.StateArchived, document.StateFailed, document.StateExpired}[zipf(rng, 5)]
	}
	return document.States[rng.IntN(len(document.States))]
}

// load makes an application; the same one for the same ID.
func load(_ context.Context, id string) (index.Record, error) {
	n, err := strconv.Atoi(id[1:])
	if err != nil {
		return index.Record{}, err
	}
	rng := rand.New(rand.NewPCG(uint64(n), 0))
	year := years[zipf(rng, len(years))]
	began := time.Date(year, 9, 1, 0, 0, 0, 0, time.UTC)
	app := document.Application{
		ID: id, Exam: pick(rng, exams), ExamYear: year, City: pick(rng, cities), Name: personName(rng), Employer: employer(anEmployer(rng)),
		IDNumber:          fmt.Sprintf("43%02d%02d%04d%02d%02d%04d", 1+rng.IntN(13), 1+rng.IntN(30), 1960+rng.IntN(40), 1+rng.IntN(12), 1+rng.IntN(28), rng.IntN(10000)),
		CertificateNumber: fmt.Sprintf("1%04d1%04d%08d", rng.IntN(10000), 1985+rng.IntN(35), rng.IntN(1e8)),
	}
	c := document.Case{
		Application: app, Owner: "c" + id, Sequence: 1, State: stateOf(rng, year),
		Created: began, Updated: began, Since: began.Add(time.Duration(rng.IntN(100*24*3600)) * time.Second),
	}
	if c.State == document.StateReview || c.State == document.StatePassed || c.State == document.StateArchived {
		c.Reviewer = fmt.Sprintf("%s-%d", app.City, rng.IntN(20))
	}
	if c.State == document.StateWaiting && rng.IntN(20) == 0 { // a second reviewer is asked, and some differ
		c.First = &document.Spoken{By: document.Actor{ID: fmt.Sprintf("%s-%d", app.City, rng.IntN(20))}}
		if rng.IntN(4) == 0 {
			c.Second = &document.Spoken{By: document.Actor{ID: fmt.Sprintf("%s-%d", app.City, 20+rng.IntN(20))}}
		}
	}
	r := index.Record{Case: c, Assessment: document.Assessment{Risk: document.Risk{Score: float64(zipf(rng, 200)) / 2}}}
	for i := range 5 {
		u := document.Upload{SHA256: digest(n*5 + i), Received: began}
		r.Case.Uploads = append(r.Case.Uploads, u)
		r.Results = append(r.Results, document.Result{SHA256: u.SHA256, Fingerprint: current})
	}
	r.Results[0].Documents = []document.Document{{Fields: map[string]document.Field{
		"name":               {Value: app.Name, Doubt: make([]document.Doubt, rng.IntN(2))},
		"certificate_number": {Value: fmt.Sprintf("1%04d4%04d%06d", rng.IntN(10000), 1985+rng.IntN(35), rng.IntN(1e6))},
		"employer":           {Value: employer(anEmployer(rng))},
	}}}
	return r, nil
}

// digest stands for the SHA-256 of file n: as spread out as those are.
func digest(n int) string { return fmt.Sprintf("%016x%048x", uint64(n)*0x9E3779B97F4A7C15, n) }

// current is the fingerprint of all results.
var current = fmt.Sprintf("%064x", 1)
