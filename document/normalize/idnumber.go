package normalize

// IDNumber is a resident identity number without blanks, its last sign an upper
// case X where it is one. ok tells that it has the form of one: 18 characters,
// or the 15 digits of before October 1999. Whether it proves itself is IDCheck's
// business.
func IDNumber(s string) (value string, ok bool) {
	value = compact(s)
	switch len(value) {
	case 15:
		return value, allDigits(value)
	case 18:
		return value, allDigits(value[:17]) && (isDigit(value[17]) || value[17] == 'X')
	}
	return value, false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// idWeights and idCheckSigns are those of GB 11643-1999, ISO 7064 MOD 11-2.
var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const idCheckSigns = "10X98765432"

// idCheckSign is the 18th sign to 17 digits.
func idCheckSign(digits string) byte {
	sum := 0
	for i, w := range idWeights {
		sum += w * int(digits[i]-'0')
	}
	return idCheckSigns[sum%11]
}

// IDCheck tells whether an 18-character number proves itself: its check digit
// fits and its birth date is a real day.
func IDCheck(number string) bool {
	v, ok := IDNumber(number)
	if !ok || len(v) != 18 || idCheckSign(v) != v[17] {
		return false
	}
	_, ok = Date(v[6:14])
	return ok
}

// IDFacts are what an identity number says about its holder.
type IDFacts struct {
	Region    string // GB/T 2260 code of six digits
	BirthDate string // YYYY-MM-DD
	Sex       string // 男 or 女
}

// IDParts takes a number of 15 or 18 characters apart; ok is false when it has
// not the form or its birth date is not a real day. The check digit is not
// asked.
func IDParts(number string) (facts IDFacts, ok bool) {
	v, ok := IDNumber(number)
	if !ok {
		return IDFacts{}, false
	}
	birth, sequence := "19"+v[6:min(12, len(v))], v[len(v)-1]
	if len(v) == 18 {
		birth, sequence = v[6:14], v[16]
	}
	date, ok := Date(birth)
	if !ok {
		return IDFacts{}, false
	}
	sex := "女"
	if (sequence-'0')%2 == 1 {
		sex = "男"
	}
	return IDFacts{Region: v[:6], BirthDate: date, Sex: sex}, true
}

// IDFrom15 is the 18-character number of the holder of a 15-digit one, who was
// born in the twentieth century.
func IDFrom15(number string) (value string, ok bool) {
	v, ok := IDNumber(number)
	if !ok || len(v) != 15 {
		return "", false
	}
	v = v[:6] + "19" + v[6:]
	return v + string(idCheckSign(v)), true
}

// AgeOn is the age in full years on the day on of somebody born on birth, both
// canonical; ok is false when either is not a date. Somebody born on 29 February
// ages on 1 March in common years.
func AgeOn(birth, on string) (years int, ok bool) {
	b, _, okB := ParseDate(birth)
	d, _, okD := ParseDate(on)
	if !okB || !okD {
		return 0, false
	}
	years = d.Year() - b.Year()
	if d.Month() < b.Month() || d.Month() == b.Month() && d.Day() < b.Day() {
		years--
	}
	return years, true
}
