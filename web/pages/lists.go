package pages

import (
	"encoding/csv"
	"io"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"hecha/storage/index"
)

// listColumns are the keys of the head of an exported list.
var listColumns = []string{
	"list.number", "list.exam", "office.year", "declare.level", "office.city", "declare.name", "declare.id_number", "declare.employer",
	"list.state", "list.since", "list.submitted", "office.deadline", "office.reviewer", "list.missing", "list.doubts",
}

// listRow is an application of an exported list.
func listRow(a index.Summary, v visit) []string {
	return []string{
		a.ID, a.Exam, strconv.Itoa(a.Year), a.Level, a.City, a.Name, a.IDNumber, a.Employer,
		v.T("state." + string(a.State)), day(a.Since), day(a.Submitted), a.Deadline, a.Reviewer, strconv.Itoa(a.Missing), strconv.Itoa(a.Doubts),
	}
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(china).Format(time.DateOnly)
}

// listCSV is everything that a filter leaves, for a spreadsheet.
func (p *pages) listCSV(w http.ResponseWriter, r *http.Request, v visit) error {
	rows := p.listed(r, v)
	attachment(w, "text/csv; charset=utf-8", "hecha.csv")
	if _, err := io.WriteString(w, "\uFEFF"); err != nil { // by which spreadsheets know UTF-8
		return nil // whoever asked is gone
	}
	out := csv.NewWriter(w)
	for row, err := range rows {
		if err != nil {
			// What was sent already cannot be taken back: whoever asked is to see that
			// it is not whole.
			p.Log.ErrorContext(r.Context(), "list broke off", "error", err)
			panic(http.ErrAbortHandler)
		}
		for i := range row {
			row[i] = inert(row[i])
		}
		if out.Write(row) != nil {
			return nil
		}
	}
	out.Flush()
	return nil
}

// inert is a value that a spreadsheet does not take for a formula.
func inert(value string) string {
	if strings.IndexAny(value, "=+-@\t\r") == 0 {
		return "'" + value
	}
	return value
}

// listXLSX is the same as a workbook.
func (p *pages) listXLSX(w http.ResponseWriter, r *http.Request, v visit) error {
	rows := p.listed(r, v)
	book := excelize.NewFile()
	defer func() { _ = book.Close() }() // its temporary files
	sheet, err := book.NewStreamWriter(book.GetSheetName(0))
	if err != nil {
		return err
	}
	line := 0
	for row, err := range rows {
		if err != nil {
			return err
		}
		line++
		cells := make([]any, len(row))
		for i, value := range row {
			cells[i] = value // text: nothing is calculated
		}
		if err := sheet.SetRow("A"+strconv.Itoa(line), cells); err != nil {
			return err
		}
	}
	if err := sheet.Flush(); err != nil {
		return err
	}
	attachment(w, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "hecha.xlsx")
	_, _ = book.WriteTo(w) // whoever asked is gone
	return nil
}

// listed is the head of a list and everything that the request's filter leaves.
func (p *pages) listed(r *http.Request, v visit) iter.Seq2[[]string, error] {
	head := make([]string, len(listColumns))
	for i, key := range listColumns {
		head[i] = v.T(key)
	}
	return func(yield func([]string, error) bool) {
		if !yield(head, nil) {
			return
		}
		for a, err := range p.Service.All(r.Context(), v.Person.Grant, officeFilterOf(r).Filter()) {
			if !yield(listRow(a, v), err) || err != nil {
				return
			}
		}
	}
}

func attachment(w http.ResponseWriter, typ, name string) {
	h := w.Header()
	h.Set("Content-Type", typ)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
}
