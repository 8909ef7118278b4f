package service

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hecha/document"
	"hecha/document/normalize"
)

// Candidate is one line of a list of those who passed an exam.
type Candidate struct {
	Line    int
	Account string
	document.Passed
}

// LineMistake is why a line of a list cannot be taken. Line is 0 for the list as
// a whole.
type LineMistake struct {
	Line  int
	Code  string // columns, encoding, quotes, account, twice, exam, year, city, employer or name
	Value string // what stands there
}

func (m LineMistake) Error() string { return fmt.Sprintf("line %d: %s %q", m.Line, m.Code, m.Value) }

// The codes of mistakes, and what they mean for people who read English.
var mistakeWords = map[string]string{
	"columns": "the first line must name the columns account, exam, year, city, employer and, if you like, name", "encoding": "not UTF-8 or GBK",
	"quotes": "quotation marks do not match", "account": "give an account of letters, digits, - and _", "twice": "the account stands in an earlier line",
	"exam": "no exam", "year": "no year of an exam", "city": "no city that has an office: administrators see them at /bulletin", "employer": "no name of an employer", "name": "no name of a person",
}

// Words tell the mistake in English.
func (m LineMistake) Words() string {
	return fmt.Sprintf("line %d: %s (%.60q)", m.Line, mistakeWords[m.Code], m.Value)
}

// passedColumns are the columns of a list by what they may be called; name may be
// left out.
var passedColumns = map[string]string{
	"account": "account", "账号": "account", "exam": "exam", "考试": "exam", "考试名称": "exam", "year": "year", "年度": "year", "考试年度": "year",
	"city": "city", "市州": "city", "employer": "employer", "单位": "employer", "工作单位": "employer", "name": "name", "姓名": "name",
}

// MaxPassed is the size of a list, in bytes, that is read at most.
const MaxPassed = 8 << 20

// ReadPassed reads a list of those who passed, as CSV in UTF-8 or, as spreadsheet
// programs write it in China, in GBK. Cities are those of the bulletin b. Every
// mistake is told; with any, nothing of the list should be used.
func ReadPassed(r io.Reader, b document.Bulletin) (list []Candidate, mistakes []LineMistake, err error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxPassed+1))
	if err != nil {
		return nil, nil, fmt.Errorf("list of those who passed: %w", err)
	}
	if len(data) > MaxPassed {
		return nil, nil, fmt.Errorf("list of those who passed: %w", ErrTooLarge)
	}
	text, ok := decodeText(data)
	if !ok {
		return nil, []LineMistake{{Code: "encoding"}}, nil
	}
	in := csv.NewReader(bytes.NewReader(text))
	in.FieldsPerRecord, in.Comma = -1, separator(text)
	head, err := in.Read()
	columns, ok := columnsOf(head)
	if err != nil || !ok {
		return nil, []LineMistake{{Line: 1, Code: "columns", Value: strings.Join(head, ",")}}, nil
	}
	seen := map[string]bool{}
	for {
		row, err := in.Read()
		var malformed *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return list, mistakes, nil
		case errors.As(err, &malformed):
			mistakes = append(mistakes, LineMistake{Line: malformed.StartLine, Code: "quotes"})
			continue
		case err != nil:
			return nil, nil, fmt.Errorf("list of those who passed: %w", err)
		case strings.Join(row, "") == "":
			continue
		}
		line, _ := in.FieldPos(0)
		c, wrong := candidateOf(b, columns, row, line)
		if seen[c.Account] {
			wrong = append(wrong, LineMistake{line, "twice", c.Account})
		}
		seen[c.Account] = true
		list, mistakes = append(list, c), append(mistakes, wrong...)
	}
}

// decodeText is UTF-8, without the mark that spreadsheet programs put before it.
func decodeText(data []byte) (text []byte, ok bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return data, true
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	return text, err == nil && !bytes.ContainsRune(text, utf8.RuneError)
}

// separator is what stands between the columns of the first line.
func separator(text []byte) rune {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	for _, r := range ",\t;" {
		if bytes.ContainsRune(first, r) {
			return r
		}
	}
	return ','
}

// columnsOf tells which column stands where; all but name are needed.
func columnsOf(head []string) (at map[string]int, ok bool) {
	at = map[string]int{}
	for i, name := range head {
		if column := passedColumns[strings.ToLower(strings.TrimSpace(name))]; column != "" {
			at[column] = i
		}
	}
	for _, needed := range []string{"account", "exam", "year", "city", "employer"} {
		if _, there := at[needed]; !there {
			return nil, false
		}
	}
	return at, true
}

// candidateOf is a row in canonical form, and what is wrong with it.
func candidateOf(b document.Bulletin, columns map[string]int, row []string, line int) (c Candidate, wrong []LineMistake) {
	value := func(column string) string {
		if i, ok := columns[column]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	check := func(column string, ok bool) {
		if !ok {
			wrong = append(wrong, LineMistake{line, column, value(column)})
		}
	}
	c.Line, c.Account, c.Exam = line, value("account"), value("exam")
	check("account", document.ValidApplicationID(c.Account))
	check("exam", c.Exam != "")
	var ok bool
	c.Year, _ = strconv.Atoi(value("year"))
	check("year", c.Year >= 1990 && c.Year <= 2099)
	c.City, ok = b.CityNamed(value("city"))
	check("city", ok)
	c.Employer, ok = normalize.Organisation(value("employer"))
	check("employer", ok || c.Employer == "")
	c.Name, ok = normalize.Name(value("name"))
	check("name", ok || value("name") == "")
	return c, wrong
}
