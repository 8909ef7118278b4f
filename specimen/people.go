package specimen

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// today is when every specimen is made. A fixed day keeps pages the same for
// the same seed; it lies in the weeks of the notice.
var today = time.Date(2021, 12, 6, 0, 0, 0, 0, time.UTC)

// person is somebody made up.
type person struct {
	name, sex, ethnicity string
	birth                time.Time
	id                   string
	home                 place
	address              string
	phone                string
}

// newPerson makes up somebody aged 20 to 58.
func (s *set) newPerson(rng *rand.Rand) person {
	p := person{sex: cond(rng.IntN(2) == 0, "男", "女"), ethnicity: "汉"}
	p.birth = today.AddDate(-20-rng.IntN(39), 0, -rng.IntN(365))
	p.home = s.place(rng)
	p.name = s.name(rng, p.sex)
	switch {
	case chance(rng, 0.02):
		m := pick(rng, s.minority)
		p.ethnicity, p.name = m.ethnicity, m.name
	case chance(rng, 0.2):
		p.ethnicity = pick(rng, ethnicities)
	}
	p.id = idNumber(rng, p.home.code, p.birth, p.sex)
	p.address = s.address(rng, p.home)
	p.phone = phone(rng)
	return p
}

// name makes up a Han name: two characters in 20 %, three mostly.
func (s *set) name(rng *rand.Rand, sex string) string {
	given := s.given(rng, sex)
	if chance(rng, 0.8) {
		given += s.given(rng, sex)
	}
	return s.surname(rng) + given
}

func (s *set) surname(rng *rand.Rand) string {
	switch v := rng.Float64(); {
	case v < 0.015:
		return pick(rng, s.surnamesDouble)
	case v < 0.11:
		return pick(rng, s.surnamesRare)
	}
	return pick(rng, surnamesCommon)
}

// given is one character of a given name. A few in a hundred are look-alikes or
// from beyond the 3,500 common characters.
func (s *set) given(rng *rand.Rand, sex string) string {
	switch v := rng.Float64(); {
	case v < 0.012:
		return pick(rng, s.givenRare)
	case v < 0.05:
		return pick(rng, s.givenLookalike)
	case sex == "女":
		return pick(rng, s.givenFemale)
	}
	return pick(rng, s.givenMale)
}

// idNumber builds a number by GB 11643-1999.
func idNumber(rng *rand.Rand, region string, birth time.Time, sex string) string {
	seq := 2*rng.IntN(500) + cond(sex == "男", 1, 0)
	n := fmt.Sprintf("%s%s%03d", region, birth.Format("20060102"), seq)
	sum, weight := 0, 1
	for i := len(n) - 1; i >= 0; i-- {
		weight = weight * 2 % 11
		sum += int(n[i]-'0') * weight
	}
	return n + string("10X98765432"[sum%11])
}

func phone(rng *rand.Rand) string {
	if chance(rng, 0.3) {
		return fmt.Sprintf("07%02d-%d%06d", 30+rng.IntN(16), 2+rng.IntN(7), rng.IntN(1000000))
	}
	head := pick(rng, []string{"130", "133", "135", "136", "137", "138", "139", "147", "150", "151", "158", "159", "173", "177", "180", "186", "189", "199"})
	return head + fmt.Sprintf("%08d", rng.IntN(100000000))
}

// place is one county or district with the names above it.
type place struct {
	code           string
	province, city string // city is empty below the municipalities
	county         string
}

// near is how an employer there begins its name.
func (p place) near(rng *rand.Rand) string {
	city := p.city
	if city == "" {
		city = p.province
	}
	county := cond(p.county == city, "", p.county)
	switch rng.IntN(5) {
	case 0:
		return p.province
	case 1:
		return strings.TrimRight(strings.TrimSuffix(p.province, "壮族自治区"), "省市")
	case 2:
		return city
	case 3:
		return strings.TrimSuffix(city, "市")
	}
	return cond(county == "", city, county)
}

// address makes up where somebody lives, from one line on a card to three.
func (s *set) address(rng *rand.Rand, p place) string {
	head := p.province + cond(p.city == p.province, "", p.city) + p.county
	if strings.HasSuffix(p.county, "市") || strings.HasSuffix(p.county, "县") {
		head = p.province + p.county
	}
	switch rng.IntN(4) {
	case 0:
		return head + pick(rng, s.towns) + pick(rng, s.villages) + strconv.Itoa(1+rng.IntN(15)) + "组" + cond(chance(rng, 0.5), strconv.Itoa(1+rng.IntN(99))+"号", "")
	case 1:
		return head + pick(rng, s.towns) + pick(rng, s.villages) + pick(rng, []string{"村民小组", "委员会"}) + strconv.Itoa(1+rng.IntN(60)) + "号"
	case 2:
		return head + pick(rng, s.roads) + strconv.Itoa(1+rng.IntN(998)) + "号"
	}
	return head + pick(rng, s.roads) + strconv.Itoa(1+rng.IntN(998)) + "号" + pick(rng, s.estates) +
		strconv.Itoa(1+rng.IntN(30)) + "栋" + cond(chance(rng, 0.5), strconv.Itoa(1+rng.IntN(4))+"单元", "") +
		fmt.Sprintf("%d%02d", 1+rng.IntN(32), 1+rng.IntN(6)) + cond(chance(rng, 0.5), "房", "号")
}

// uscc makes up a unified social credit code (GB 32100-2015) of a firm there.
func uscc(rng *rand.Rand, region string) string {
	const set = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	org := orgCode(rng)
	body := "91" + region + org
	sum, weight := 0, 1
	for _, r := range body {
		sum += strings.IndexRune(set, r) * weight
		weight = weight * 3 % 31
	}
	return body + string(set[(31-sum%31)%31])
}

// orgCode makes up an organisation code with its check character (GB 11714).
func orgCode(rng *rand.Rand) string {
	const set = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	body := "MA4"
	for len(body) < 8 {
		body += string("0123456789ABCDEFGHJKLMNPQRTUWXY"[rng.IntN(31)])
	}
	sum := 0
	for i, w := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += strings.IndexByte(set, body[i]) * w
	}
	return body + string("0123456789X0"[(11-sum%11)%11])
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

func chance(rng *rand.Rand, p float64) bool { return rng.Float64() < p }

func between(rng *rand.Rand, lo, hi float64) float64 { return lo + (hi-lo)*rng.Float64() }
