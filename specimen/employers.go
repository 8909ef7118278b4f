package specimen

import (
	"math/rand/v2"
	"strings"
)

// employer is an organisation that issues work certificates.
type employer struct {
	name    string
	home    place
	code    string // 统一社会信用代码
	phone   string
	address string
}

// Parts of the names of employers.
var (
	employerCoresTune = strings.Fields(`华信 中联 恒通 天元 金帆 鼎盛 湘江 德丰 博雅 远大 宏图 新宇 瑞祥 三一 中南 长丰 明辉 正泰 嘉禾 泰和 龙腾
		创远 晟通 华菱 万年红 诚达 利安 金鑫 红星 友谊`)
	employerCoresUnseen = strings.Fields(`湘鑫垚 卓越信诚 骏驰 楚润 麓谷汇 沅澧 惠普森 开元发 启迪之星 蓝思 佳惠 唯楚 云箭 九芝 步步升 百舸 凯旋
		宇晴 瀚海 博世科 星沙 奥凯航 湘煤立达 南岭`)
	employerTradesTune = strings.Fields(`建设工程 建筑安装工程 工程监理 房地产开发 科技 信息技术 工程造价咨询 机械制造 医药 电子科技 市政工程 路桥建设
		物业管理 消防工程 生物科技 贸易 安全技术服务 园林绿化`)
	employerTradesUnseen = strings.Fields(`工程项目管理 勘察设计 水利水电工程 智能装备 环保科技 大药房连锁 装饰设计工程 新材料 电力建设 交通建设
		测绘地理信息 资产评估 会计师事务 矿山安全技术 轨道交通装备`)
	employerFormsTune   = strings.Fields("有限公司 有限公司 有限公司 有限责任公司 股份有限公司 集团有限公司 （集团）有限公司 有限公司湖南分公司")
	employerFormsUnseen = strings.Fields("有限公司 有限公司 有限责任公司 （集团）股份有限公司 有限公司长沙分公司 （湖南）有限公司 投资发展有限责任公司 实业总公司")
	// Public bodies; {} is the place.
	publicBodies = strings.Fields(`{}人民医院 {}中心医院 {}第一中医医院 {}住房和城乡建设局 {}自然资源局 {}公路管理局 {}建筑设计研究院 {}水利局
		{}第一中学 {}市场监督管理局 {}疾病预防控制中心 {}城市建设投资开发集团有限公司 {}安全生产监督管理局 {}质量技术监督检验所 {}妇幼保健院`)

	jobsTune    = strings.Fields("项目经理 施工员 技术负责人 工程师 安全员 造价员 药师 会计 质量员 监理员 车间主任 助理工程师 人事专员 护师")
	jobsUnseen  = strings.Fields("总监理工程师代表 预算员 项目副经理 设备工程师 质检科长 注册安全主任 执业药师 生产部副部长 统计员 经济师 结构设计师 消防设施操作员 社工 材料员")
	worksTune   = strings.Fields("建设工程施工管理 工程造价 建筑施工 安全生产管理 药品质量管理 工程监理 消防安全技术 财务会计 机电安装施工 市政公用工程施工")
	worksUnseen = strings.Fields("房屋建筑工程项目管理 安全技术 药学 水利水电工程施工 计量检定 公路工程管理 社会工作 城乡规划 人力资源管理 设备监理 统计 岩土工程勘察")
)

// newEmployer makes up an organisation; four in five are firms.
func (s *set) newEmployer(rng *rand.Rand) employer {
	e := employer{home: s.place(rng), phone: phone(rng)}
	e.code = uscc(rng, e.home.code)
	e.address = s.address(rng, e.home)
	for e.name == "" || len([]rune(e.name)) > 25 {
		e.name = s.employerName(rng, e.home)
	}
	return e
}

func (s *set) employerName(rng *rand.Rand, home place) string {
	switch v := rng.Float64(); {
	case v < 0.17:
		at := cond(home.city == "", home.province, home.city)
		if rng.IntN(2) == 0 {
			at = home.county
		}
		return strings.Replace(pick(rng, publicBodies), "{}", at, 1)
	case v < 0.21:
		return s.school(rng, "本科").name
	case v < 0.26: // a firm that names its city in brackets
		return pick(rng, s.employerCores) + "（" + strings.TrimSuffix(cond(home.city == "", home.province, home.city), "市") + "）" + pick(rng, s.employerTrades) + "有限公司"
	case v < 0.31: // numbered state firms
		return "中国" + pick(rng, []string{"建筑", "水利水电", "铁建", "化学工程", "有色金属工业", "核工业"}) + "第" + pick(rng, chars("一二三四五六七八九十")) + "工程局有限公司"
	}
	return home.near(rng) + pick(rng, s.employerCores) + pick(rng, s.employerTrades) + pick(rng, s.employerForms)
}
