package pages

import (
	"errors"
	"net/http"

	"hecha/web/internal/patient"
)

// maxForm bounds what a form holds, in bytes; files have a limit of their own.
const maxForm = 64 << 10

var (
	// errForm tells that a form was sent as no page sends it.
	errForm = errors.New("no such form")
	// errFormSize tells that a form holds more than maxForm.
	errFormSize = errors.New("the form is too large")
)

// withForm reads the form of a request, if it sends one, before h is asked.
func withForm(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request, v visit) error {
		if err := readForm(w, r); err != nil {
			return err
		}
		return h(w, r, v)
	}
}

func readForm(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodPost {
		return nil
	}
	r.Body = http.MaxBytesReader(w, patient.Body(w, r.Body, patient.Patience), maxForm)
	err := r.ParseForm()
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return errFormSize
	case err != nil:
		return errForm
	}
	return nil
}
