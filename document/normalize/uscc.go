package normalize

import "strings"

// usccSigns are the 31 signs of GB 32100-2015 in the order of their values.
const usccSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var usccWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// USCC is a unified social credit code (统一社会信用代码) without blanks, in upper
// case. ok tells that it has the form of one; see USCCCheck.
func USCC(s string) (value string, ok bool) {
	value = compact(s)
	if len(value) != 18 || !allDigits(value[2:8]) {
		return value, false
	}
	for i := range len(value) {
		if strings.IndexByte(usccSigns, value[i]) < 0 {
			return value, false
		}
	}
	return value, true
}

// USCCCheck tells whether a unified social credit code proves itself, by its own
// check sign and by that of the organisation code within.
func USCCCheck(code string) bool {
	v, ok := USCC(code)
	return ok && usccCheckSign(v) == v[17] && OrganisationCodeCheck(v[8:17])
}

func usccCheckSign(v string) byte {
	sum := 0
	for i, w := range usccWeights {
		sum += w * strings.IndexByte(usccSigns, v[i])
	}
	return usccSigns[(31-sum%31)%31]
}

var organisationWeights = [8]int{3, 7, 9, 10, 5, 8, 4, 2}

// OrganisationCodeCheck tells whether an organisation code (组织机构代码, GB 11714)
// proves itself: eight signs and a check sign, a hyphen before it or not.
func OrganisationCodeCheck(code string) bool {
	v := strings.ReplaceAll(compact(code), "-", "")
	if len(v) != 9 {
		return false
	}
	sum := 0
	for i, w := range organisationWeights {
		d := strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", v[i])
		if d < 0 {
			return false
		}
		sum += w * d
	}
	return "0123456789X"[(11-sum%11)%11] == v[8]
}
