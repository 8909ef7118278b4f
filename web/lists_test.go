package web_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"hecha/document"
)

type listed struct {
	Applications []struct {
		ID     string
		Name   string
		Number string `json:"id_number"`
		Unread int
	}
	Next string
}

func (l listed) ids() []string {
	var ids []string
	for _, a := range l.Applications {
		ids = append(ids, a.ID)
	}
	return ids
}

// Everybody's list has what they may see, page by page, and no whole ID number.
func TestLists(t *testing.T) {
	h := open(t)
	var mine []string
	owner := h.candidate("owner")
	for range 3 {
		mine = append(mine, owner.create().ID)
	}
	slices.Sort(mine)
	theirs := declared()
	theirs["city"], theirs["employer"] = "湘潭市", "别的样本有限公司"
	h.candidate("other").do("POST", "/api/applications", theirs).want(t, http.StatusCreated)

	for role, want := range map[document.Role]int{candidate: 3, firm: 3, reviewer: 3, lead: 3, province: 4, auditor: 4} {
		got := into[listed](t, h.as(grantOf(role, "owner")).do("GET", "/api/applications", nil).want(t, http.StatusOK))
		if len(got.Applications) != want {
			t.Errorf("a %s sees %d, want %d", role, len(got.Applications), want)
		}
	}
	desk := h.as(grantOf(reviewer, "r-1"))
	var seen []string
	for after, pages := "", 0; pages == 0 || after != ""; pages++ {
		page := into[listed](t, desk.do("GET", "/api/applications?limit=2&after="+after, nil).want(t, http.StatusOK))
		if a := page.Applications[0]; a.Name != "样本甲" || a.Number != "110105********002X" {
			t.Errorf("shown as %+v", a)
		}
		seen, after = append(seen, page.ids()...), page.Next
	}
	if slices.Sort(seen); fmt.Sprint(seen) != fmt.Sprint(mine) {
		t.Errorf("pages hold %v, want %v", seen, mine)
	}
	elsewhere := into[listed](t, desk.do("GET", "/api/applications?city=%E6%B9%98%E6%BD%AD%E5%B8%82", nil).want(t, http.StatusOK))
	if len(elsewhere.Applications) != 0 {
		t.Errorf("another city's: %v", elsewhere.ids())
	}
	found := into[listed](t, desk.do("GET", "/api/applications?text=002X&state=draft", nil).want(t, http.StatusOK))
	if len(found.Applications) != 3 {
		t.Errorf("found %v", found.ids())
	}
	for _, query := range []string{"after=nonsense", "state=nowhere", "limit=0", "order=beauty"} {
		desk.do("GET", "/api/applications?"+query, nil).want(t, http.StatusUnprocessableEntity)
	}
}

func TestAssessment(t *testing.T) {
	h := open(t)
	c := h.candidate("c-1")
	app := c.create()
	got := into[document.Assessment](t, c.do("GET", "/api/applications/"+app.ID+"/assessment", nil).want(t, http.StatusOK))
	if len(got.Checklist) == 0 || got.Checklist[0].Status != document.StatusMissing {
		t.Errorf("checklist %+v", got.Checklist)
	}
}
