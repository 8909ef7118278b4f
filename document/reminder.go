package document

import "time"

// Reminder tells somebody once of a deadline that comes or is over, because there is
// something for them to do.
type Reminder struct {
	Deadline string `json:"deadline"`          // YYYY-MM-DD in China
	Overdue  bool   `json:"overdue,omitempty"` // 逾期: it is over
	Role     Role   `json:"role"`              // in what capacity they have to do it
	Account  string `json:"account"`
	// Application is a candidate's. Others are reminded of all of theirs together:
	// Open is how many there were.
	Application string    `json:"application,omitempty"`
	Open        int       `json:"open,omitempty"`
	Sent        time.Time `json:"sent,omitzero"` // UTC; zero: it is to be sent
}

// Of tells reminders of the same deadline and role apart: the application or, where
// there are several, the account.
func (r Reminder) Of() string {
	if r.Application != "" {
		return r.Application
	}
	return r.Account
}
