package index

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// cursor is the last application of a page, and where it stands in its list.
// Callers get it as a text that means nothing to them.
type cursor struct {
	// List tells lists apart, so that a cursor is not taken to another one.
	List  string  `json:"l"`
	ID    string  `json:"i"`
	Rank  float64 `json:"r,omitempty"`
	Since int64   `json:"s,omitempty"`
	// Hit and Place are the place in a search.
	Hit   *hit   `json:"h,omitempty"`
	Place string `json:"p,omitempty"`
}

// list names the order of a query.
func (q Query) list() string {
	if q.Text != "" {
		return "search " + searchable(q.Text)
	}
	return string(q.Order)
}

func (c cursor) encode(list string) string {
	c.List = list
	raw, err := json.Marshal(c)
	if err != nil {
		panic(err) // texts and finite numbers: cannot happen
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

func parseCursor(text, list string, search bool) (*cursor, error) {
	var c cursor
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(raw, &c)
	}
	if err != nil || c.List != list || search && c.Hit == nil {
		return nil, fmt.Errorf("%w: the cursor is not one of this list; begin with its first page", ErrInvalidQuery)
	}
	return &c, nil
}
