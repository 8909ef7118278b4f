package policy

import (
	"fmt"
	"strconv"
)

// number reads a canonical number of years.
func number(s string) (float64, error) {
	n, err := strconv.ParseFloat(s, 64)
	if err == nil && (n < 0 || n > 100) {
		return 0, fmt.Errorf("%s years", s)
	}
	return n, err
}

// args are the arguments of a code: identifiers, numbers and dates of work and
// study, never names or numbers of persons.
type args = map[string]string

func itoa(n int) string { return strconv.Itoa(n) }
