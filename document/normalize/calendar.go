package normalize

import (
	"fmt"
	"time"
)

// The years that a date on a paper may lie in. What ends after 2099 does not
// exist yet, and nobody who was born before 1900 sits an exam.
const (
	firstYear = 1900
	lastYear  = 2099
)

// Precision tells how much of a date is given.
type Precision int

// The precisions of the contracts: YYYY-MM and YYYY-MM-DD.
const (
	PrecisionMonth Precision = iota + 1
	PrecisionDay
)

// FormatDate writes YYYY-MM-DD, or YYYY-MM when day is 0; ok is false when the
// calendar has no such day.
func FormatDate(year, month, day int) (value string, ok bool) {
	if year < firstYear || year > lastYear || month < 1 || month > 12 {
		return "", false
	}
	if day == 0 {
		return fmt.Sprintf("%04d-%02d", year, month), true
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if day < 1 || t.Day() != day {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

// ParseDate reads a canonical date, YYYY-MM-DD or YYYY-MM (its first day), as
// midnight UTC.
func ParseDate(value string) (t time.Time, p Precision, ok bool) {
	if t, err := time.Parse(time.DateOnly, value); err == nil {
		return t, PrecisionDay, true
	}
	if t, err := time.Parse("2006-01", value); err == nil {
		return t, PrecisionMonth, true
	}
	return time.Time{}, 0, false
}
