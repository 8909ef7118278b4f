package service_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"hecha/document"
	"hecha/document/register"
	"hecha/service"
)

const passedList = "账号,考试,年度,市州,单位,姓名\r\nc-1,一级建造师,2020,长沙,湖南样本建设有限公司,样本甲\r\n\r\nc-2,执业药师,2020,湘西州,,样本·乙\r\n"

var passedCandidates = []service.Candidate{
	{Line: 2, Account: "c-1", Passed: document.Passed{Exam: "一级建造师", Year: 2020, City: "长沙市", Employer: "湖南样本建设有限公司", Name: "样本甲"}},
	{Line: 4, Account: "c-2", Passed: document.Passed{Exam: "执业药师", Year: 2020, City: "湘西州", Name: "样本·乙"}},
}

// announced is the bulletin that Hecha comes with.
var announced = document.Bulletin{Offices: register.Offices()}

// The same list as spreadsheet programs write it, and by hand.
func TestReadPassed(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(passedList)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"UTF-8": passedList, "UTF-8 with its mark": "\ufeff" + passedList, "GBK": gbk, "tabs": strings.ReplaceAll(passedList, ",", "\t"),
		"English, in another order": "name,account,year,exam,employer,city,remark\n样本甲,c-1,2020,一级建造师,湖南样本建设有限公司,长沙市,x\n\n样本·乙,c-2,2020,执业药师,,湘西州,y\n",
	} {
		list, mistakes, err := service.ReadPassed(strings.NewReader(text), announced)
		if err != nil || len(mistakes) > 0 {
			t.Errorf("%s: %v, %v", name, mistakes, err)
		}
		if diff := cmp.Diff(passedCandidates, list); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestReadPassedTellsEveryMistake(t *testing.T) {
	const head = "account,exam,year,city,employer,name\n"
	for name, tc := range map[string]struct {
		text string
		want []service.LineMistake
	}{
		"nothing":      {"", []service.LineMistake{{Line: 1, Code: "columns"}}},
		"no columns":   {"c-1,一级建造师,2020,长沙市,\n", []service.LineMistake{{Line: 1, Code: "columns", Value: "c-1,一级建造师,2020,长沙市,"}}},
		"no text":      {"\x89PNG\r\n\x1a\n\x00\xff\xff", []service.LineMistake{{Code: "encoding"}}},
		"a name":       {head + "样本甲,一级建造师,2020,长沙市,,\n", []service.LineMistake{{Line: 2, Code: "account", Value: "样本甲"}}},
		"twice":        {head + "c-1,考试,2020,长沙市,,\nc-1,考试,2020,长沙市,,\n", []service.LineMistake{{Line: 3, Code: "twice", Value: "c-1"}}},
		"short":        {head + "c-1\n", []service.LineMistake{{Line: 2, Code: "exam"}, {Line: 2, Code: "year"}, {Line: 2, Code: "city"}}},
		"a year":       {head + "c-1,考试,二〇二〇,长沙市,,\n", []service.LineMistake{{Line: 2, Code: "year", Value: "二〇二〇"}}},
		"a city":       {head + "c-1,考试,2020,武汉市,,\n", []service.LineMistake{{Line: 2, Code: "city", Value: "武汉市"}}},
		"an employer":  {head + "c-1,考试,2020,长沙市,x,\n", []service.LineMistake{{Line: 2, Code: "employer", Value: "x"}}},
		"a quote":      {head + "c-1,\"考\"试,2020,长沙市,,\nc-2,考试,2020,长沙市,,1\n", []service.LineMistake{{Line: 2, Code: "quotes"}, {Line: 3, Code: "name", Value: "1"}}},
		"several rows": {head + "c 1,考试,2020,长沙市,,\nc-2,,2020,长沙市,,\n", []service.LineMistake{{Line: 2, Code: "account", Value: "c 1"}, {Line: 3, Code: "exam"}}},
	} {
		_, mistakes, err := service.ReadPassed(strings.NewReader(tc.text), announced)
		if diff := cmp.Diff(tc.want, mistakes); diff != "" || err != nil {
			t.Errorf("%s (-want +got): %v\n%s", name, err, diff)
		}
	}
	if _, _, err := service.ReadPassed(bytes.NewReader(make([]byte, service.MaxPassed+1)), announced); !errors.Is(err, service.ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
}

func FuzzReadPassed(f *testing.F) {
	f.Add([]byte(passedList))
	f.Add([]byte("account\texam\tyear\tcity\temployer\n\"a\nb\"\tx\t1\t\t"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, mistakes, err := service.ReadPassed(bytes.NewReader(data), announced)
		if err != nil {
			t.Fatal(err)
		}
		if len(mistakes) > 0 {
			return
		}
		for _, c := range list {
			if !document.ValidApplicationID(c.Account) || c.Exam == "" || c.City == "" || c.Line < 2 {
				t.Errorf("taken without a mistake: %+v", c)
			}
		}
	})
}

// Who exists is left alone, unless a lost list of passwords is to be renewed.
func TestInvite(t *testing.T) {
	people, ctx := openPeople(t), t.Context()
	invite := func(renew bool) map[string]string {
		t.Helper()
		made := map[string]string{}
		if err := people.Invite(ctx, admin, passedCandidates, renew, func(account, password string) error {
			made[account] = password
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return made
	}
	first := invite(false)
	if len(first) != 2 {
		t.Fatalf("made %d", len(first))
	}
	if again := invite(false); len(again) != 0 {
		t.Errorf("made again: %d", len(again))
	}
	if _, err := people.ChangePassword(ctx, "c-1", first["c-1"], "a longer secret"); err != nil {
		t.Fatal(err)
	}
	renewed := invite(true)
	if len(renewed) != 1 || renewed["c-2"] == "" {
		t.Errorf("renewed %d", len(renewed))
	}
	if _, err := people.Login(ctx, "c-2", first["c-2"]); !errors.Is(err, service.ErrLogin) {
		t.Errorf("the lost password: %v", err)
	}
	p, err := people.Login(ctx, "c-2", renewed["c-2"])
	if err != nil || p.Passed == nil || p.Passed.Name != "样本·乙" {
		t.Errorf("the renewed password: %+v, %v", p.Passed, err)
	}
}
