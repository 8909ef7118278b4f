package specimen

import (
	_ "embed"
	"strings"
)

//go:embed data/places.csv
var placesCSV string

// places are counties of today's register that keep selects by their row.
func places(keep func(row int) bool) []place {
	var out []place
	for _, r := range records(placesCSV, keep) {
		out = append(out, place{code: r[0], province: r[1], city: r[2], county: r[3]})
	}
	return out
}

// records are the rows of a table without quotes that keep selects, its head
// left out.
func records(csv string, keep func(row int) bool) [][]string {
	var out [][]string
	for i, line := range strings.Split(strings.TrimSpace(csv), "\n")[1:] {
		if keep(i) {
			out = append(out, strings.Split(line, ","))
		}
	}
	return out
}

// Parts of addresses.
var (
	townsTune      = strings.Fields("城关镇 黄金乡 白箬铺镇 大桥镇 青山镇 金井镇 三塘街道 石门乡 双江口镇 龙潭镇 太平桥镇 新市镇 普迹镇 文家市镇")
	townsUnseen    = strings.Fields("回龙圩镇 沙坪街道 栗山坝镇 火厂坪镇 杨柳井乡 两路口镇 福兴镇 官庄乡 月田镇 茅坪土家族乡 漕溪港街道 黄茅园镇")
	villagesTune   = strings.Fields("新塘村 石桥村 大屋村 枫树村 和平村 双井村 长岭村 桃花村 黄泥塘村 向阳村 塘湾村 红旗村")
	villagesUnseen = strings.Fields("磨石岭村 雷公坳村 柏树垅村 鹅洲村 樟木桥社区 木子冲村 高椅村 廖家坪村 半边街社区 观音阁村 洗马塘村")
	roadsTune      = strings.Fields("人民中路 建设路 解放东路 芙蓉中路一段 五一大道 韶山北路 中山西路 劳动西路 湘江北路 迎宾大道 桃园街 北正街")
	roadsUnseen    = strings.Fields("沿江风光带 书院南路 滨河西路三段 蔡锷中路 营盘东路 洞庭大道西段 雨花亭街 龙泉巷 鹤鸣洲路 巴陵东路 栖凤渡街 司门口横街")
	estatesTune    = strings.Fields("阳光花园 锦绣家园 金色港湾 幸福小区 教师新村 滨江国际")
	estatesUnseen  = strings.Fields("中建梅溪湖中心 翡翠澜庭 岳麓青城 天健郡城 保利西海岸 兰亭湾畔")
)
