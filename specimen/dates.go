package specimen

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

func iso(t time.Time) string   { return t.Format("2006-01-02") }
func month(t time.Time) string { return t.Format("2006-01") }

// arabic is 2008年7月1日.
func arabic(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
}

// padded is 2008年07月01日.
func padded(t time.Time) string { return t.Format("2006年01月02日") }

func arabicMonth(t time.Time) string { return fmt.Sprintf("%d年%d月", t.Year(), t.Month()) }

// The zeros that Chinese years are printed with.
var zeros = []string{"〇", "○", "零", "O"}

// hanYear is 二〇〇八 with the given zero.
func hanYear(y int, zero string) string {
	digits := []string{zero, "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	var b strings.Builder
	for _, r := range strconv.Itoa(y) {
		b.WriteString(digits[r-'0'])
	}
	return b.String()
}

// hanNumber writes 1 to 99 in Chinese numerals: 十二, 二十, 三十一.
func hanNumber(n int) string {
	digits := []rune("零一二三四五六七八九")
	tens, ones := n/10, n%10
	out := ""
	if tens > 1 {
		out += string(digits[tens])
	}
	if tens > 0 {
		out += "十"
	}
	if ones > 0 || tens == 0 {
		out += string(digits[ones])
	}
	return out
}

// hanDate is 二〇〇八年七月一日; old writes 廿 and 卅 for twenty and thirty.
func hanDate(t time.Time, zero string, old bool) string {
	day := hanNumber(t.Day())
	if old {
		day = strings.Replace(day, "二十", "廿", 1)
	}
	return hanMonth(t, zero) + day + "日"
}

func hanMonth(t time.Time, zero string) string {
	return hanYear(t.Year(), zero) + "年" + hanNumber(int(t.Month())) + "月"
}

// capitals writes 1 to 99 in capital numerals: 拾贰, 贰拾.
func capitals(n int) string {
	return strings.NewReplacer("一", "壹", "二", "贰", "三", "叁", "四", "肆", "五", "伍",
		"六", "陆", "七", "柒", "八", "捌", "九", "玖", "十", "拾").Replace(hanNumber(n))
}
